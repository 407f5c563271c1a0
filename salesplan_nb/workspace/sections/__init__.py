"""The sections of plan.yml as models, a module a subject; the text under a key is what editors show for it."""
