"""The features by which the page model reads pages that were saved whole.

`outline` measures a page; `body_features` says what speaks for or against a line's being of the body;
`field_candidates` lists what may be headline, byline or date; `joins` finds where one page ends and the next begins.
The weights of the features are data (`learned`); `saved_pages` puts everything together.
"""
