"""The text around a span, in SQL that SQLite and DuckDB understand: within its block, and cut between words.

Both expressions want ``captures.text``, and as ``blocks`` the block in which the span lies.
"""


def text_before(table: str, most: int) -> str:
    """SQL for up to `most` characters before the span of a row of `table`, from the beginning of a word on.

    >>> text_before("mentions", 60).startswith("CASE WHEN mentions.start_char - 60 <= blocks.start_char")
    True
    """
    start = f"{table}.start_char"
    longer = f"substr(text, {start} - {most}, {most + 1})"  # with the character before, which may be a space
    return (
        f"CASE WHEN {start} - {most} <= blocks.start_char "
        f"THEN substr(text, blocks.start_char + 1, {start} - blocks.start_char) "
        f"WHEN instr({longer}, ' ') = 0 THEN '' "
        f"ELSE substr({longer}, instr({longer}, ' ') + 1) END"
    )


def text_after(table: str, most: int) -> str:
    """SQL for up to `most` characters after the span of a row of `table`, up to the end of a word.

    >>> text_after("mentions", 60).startswith("CASE WHEN mentions.end_char + 60 >= blocks.end_char")
    True
    """
    end = f"{table}.end_char"
    longer = f"substr(text, {end} + 1, {most + 1})"
    return (
        f"CASE WHEN {end} + {most} >= blocks.end_char THEN substr(text, {end} + 1, blocks.end_char - {end}) "
        f"ELSE rtrim(rtrim({longer}, replace({longer}, ' ', '')), ' ') END"
    )
