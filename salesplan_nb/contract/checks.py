"""The data checks by name: what `accepted` in sources.yml may take as it is."""

CHECKS = (
    "amount-contradicts-price", "amounts-apart", "closed-before-created", "closed-in-future", "column-emptied",
    "column-lost", "control-character", "cost-out-of-scale", "credit-notes-added", "dates-apart", "days-without-owner",
    "empty-months", "fewer-rows", "file-columns", "file-without-column", "history-changed", "kind-changed", "late-load",
    "lost-zeros", "month-incomplete", "month-not-used", "name-under-two-ids", "near-twins", "odd-prices", "old-export",
    "open-with-close-date", "orders-in-two-sources", "orders-not-assigned", "overdue-deals", "same-file-twice",
    "signs-differ", "spelling-twins", "spoiled-ids", "table-lost", "targets-set-twice", "targets-without-orders",
    "unit-scale", "values-new", "zero-amounts", "zero-quantities",
)  # fmt: skip
"""Every name that a finding of intake may have, in order."""
