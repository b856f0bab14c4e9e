"""What somebody who asks in SQL may have meant by a table or column that isn't there."""

from collections.abc import Iterable

from syria_iraq_archive.corpus.schema import relations
from syria_iraq_archive.patterns import later

_NO_TABLE = later(r"no such table: (?:\w+\.)?(?P<name>\w+)")
_NO_COLUMN = later(r"no such column: \"?(?:(?P<of>\w+)\.)?(?P<name>\w+)")
_IN_SQL = later(r"\w+")
_MOST = 3
_LIKENESS = 0.6  # as `difflib` measures it


def suggestion(message: str, sql: str = "") -> str | None:
    """What to say beside SQLite's message, if it says that a table or column isn't there; else None.

    Of columns, those of the tables that `sql` names come first.

    >>> suggestion("no such table: artcles")
    'did you mean articles, articles_fts or article_list? All: archive schema'
    >>> suggestion("no such column: m.actor", "SELECT m.actor FROM mentions AS m")
    'did you mean actor_id? All: archive schema'
    >>> suggestion("no such column: headline", "SELECT headline FROM mentions")
    'a column headline is in articles, articles_fts, articles_folded, …; all: archive schema'
    """
    if found := _NO_TABLE.match(message):
        return _meant(_near(found["name"], [relation.name for relation in relations()]))
    if found := _NO_COLUMN.match(message):
        return _of_column(found["name"].lower(), set(_IN_SQL.findall(sql.lower())))
    return None


def _of_column(name: str, words: set[str]) -> str:
    fields = {relation.name: [field.name for field in relation.fields] for relation in relations()}
    if near := _near(name, [field for relation in fields if relation in words for field in fields[relation]]):
        return _meant(near)
    if having := [relation for relation in fields if name in fields[relation]]:
        more = ", …" if len(having) > _MOST else ""
        return f"a column {name} is in {', '.join(having[:_MOST])}{more}; all: archive schema"
    return _meant(_near(name, [field for own in fields.values() for field in own]))


def _near(name: str, names: Iterable[str]) -> list[str]:
    """The names most like this one, then those that it is a part of."""
    import difflib  # only if a name is wrong

    name = name.lower()
    every = sorted(set(names))
    near = difflib.get_close_matches(name, every, n=_MOST, cutoff=_LIKENESS)
    near += [other for other in every if name.rstrip("s") in other.split("_") and other not in near]
    return near[:_MOST]


def _meant(near: list[str]) -> str:
    if not near:
        return "see: archive schema"
    *first, last = near
    return f"did you mean {', '.join(first)}{' or ' if first else ''}{last}? All: archive schema"
