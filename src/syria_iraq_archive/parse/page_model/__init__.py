"""Reading pages of no declared layout that were saved whole, by weights learned from annotated pages.

The way of a page, file by file: `outline` (what each line measures) → `body_features` and `chain` (which lines are the
body) → `bearings` → `headlines`, `signatures`, `datings` (candidates of each field, the best of which is chosen, or
none) → `reading`; and `joins`, where one page ends and the next begins. The weights are data (`model`), all whole
numbers; the scripts that make them are no part of the program.
"""
