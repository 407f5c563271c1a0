"""A goal as a sentence: read into a draft by a small grammar, and printed back from what plan.yml holds.

The grammar is our own: the parsers of dates and quantities that there are turn "next quarter" into a day and pick one
meaning where there are two, and a plan must not guess. What is unclear is asked, what is not understood is named.
"""

from salesplan_nb.workspace.sentences.draft import Draft, Question
from salesplan_nb.workspace.sentences.known import Known
from salesplan_nb.workspace.sentences.printing import exact_amount, sentence
from salesplan_nb.workspace.sentences.reading import draft
from salesplan_nb.workspace.sentences.round_trip import reads_back

__all__ = ["Draft", "Known", "Question", "draft", "exact_amount", "reads_back", "sentence"]
