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


# What `str.splitlines` and readers of other languages take for the end of a line, and JSON leaves as it is.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def one_line_json(text: str) -> str:
    r"""JSON text in which nothing but a line feed ends a line: the same value, a record a line for every reader.

    >>> one_line_json('"a\u2028b"')
    '"a\\u2028b"'
    """
    return text.translate(_LINE_ENDS)
