"""Makes text from captures safe to show: control characters for a terminal, formulas for a spreadsheet."""

# C0, DEL and C1 controls; bidirectional embeddings, overrides and isolates; line and paragraph separators; surrogates.
CONTROLS = "\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff"
"""Characters that steer a terminal, written for a character class of `re`."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def no_formula(value: object) -> object:
    """The value of a cell, with an apostrophe before any text that a spreadsheet would run as a formula.

    >>> no_formula("=1+1"), no_formula("1+1"), no_formula(-1)
    ("'=1+1", '1+1', -1)
    """
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
