"""Finds where a text prints a name of the registry, and all that the name may mean; `mentions` decides which is meant.

All folded names are looked for at once (`name_search`), in a text in which every mark is a space, each with a space on
either side: only whole words are found so, which leaves little to check.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from syria_iraq_archive.annotate.name_search import NameSearch
from syria_iraq_archive.annotate.writings import is_unusual, usual_writing
from syria_iraq_archive.fold import Folded, fold
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.expansion import Expanded, Expansion, Way, is_acronym
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span


class MentionRule(StrEnum):
    """How a name is tied to its actor. A mention records the rule by which its actor was recognised."""

    NAME = "name"
    ACRONYM = "acronym"  # printed letter for letter as in the registry
    BODY = "body-of-country"  # "Iraqi Ministry of Defense"
    DEMONYM = "demonym"
    CAPITAL = "capital-as-government"
    CONTEXTUAL = "contextual"  # a common word: counts only if the article names the actor in full, too
    SURNAME = "surname"
    OFFICE = "office-and-surname"
    ALONE = "alone"  # a short name of which the registry says that it means the actor
    SHORT = "short-name"  # the noun in the name by which the article introduced a body: "the Coalition"
    TAUGHT = "acronym-taught"  # the article explains it: "the Syrian Democratic Forces (SDF)"


_RULES = {
    Way.NAME: MentionRule.NAME,
    Way.CONTEXTUAL: MentionRule.CONTEXTUAL,
    Way.DEMONYM: MentionRule.DEMONYM,
    Way.CAPITAL: MentionRule.CAPITAL,
    Way.BODY: MentionRule.BODY,
    Way.SURNAME: MentionRule.SURNAME,
    Way.ALONE: MentionRule.ALONE,
    Way.SOUND: MentionRule.SURNAME,
}


class NameMeaning(NamedTuple):
    """One actor that a folded name may mean, and by which rule."""

    actor: str
    rule: MentionRule
    exact: str | None = None  # the very characters that must be printed, for an acronym


Names: TypeAlias = dict[str, list[NameMeaning]]
"""Each folded name with everything it may mean."""


def names_of(registry: Registry) -> Names:
    """All folded names of the registry's actors, each with everything it may mean.

    A surname that was transliterated by rule means nothing if the registry lists that name.
    """
    names: Names = {}
    by_rule: list[Expanded] = []
    for expanded in Expansion(registry):
        if expanded.way is Way.SOUND:
            by_rule.append(expanded)
        else:
            _add(names, expanded)
    listed = frozenset(names)
    for expanded in by_rule:
        if expanded.folded not in listed:
            _add(names, expanded)
    return names


def _add(names: Names, expanded: Expanded) -> None:
    meanings = names.setdefault(expanded.folded, [])
    meaning = _meaning(expanded)
    if meaning not in meanings:
        meanings.append(meaning)


def _meaning(name: Expanded) -> NameMeaning:
    """The meaning of one name as the registry lists it. An acronym counts only letter for letter."""
    rule = _RULES[name.way]
    if name.listed.startswith("آ") and " " not in name.listed:  # "آفاد" is AFAD, but "أفاد" is "reported"
        return NameMeaning(name.actor, rule, name.listed)
    if name.way not in (Way.NAME, Way.CONTEXTUAL) or not is_acronym(name.listed):
        return NameMeaning(name.actor, rule)
    return NameMeaning(name.actor, MentionRule.ACRONYM if rule is MentionRule.NAME else rule, name.listed)


# Arabic writes "and", "so", "by", "for", "like" and "the" as one word with the word that follows.
_ARTICLE = "ال"
_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "ال", "وال", "بال", "فال", "كال"})
_PROCLITICS |= {"وبال", "وكال", "فبال", "لل", "ولل", "فلل"}  # "لل" is "ل" with an article, of which it takes the place
_FIRST_ARABIC, _LAST_ARABIC = "\u0600", "\u06ff"
_MARK = later(r"[^\w ]|_")
_ASCII_MARKS = bytes(code if code >= 128 or chr(code).isalnum() else ord(" ") for code in range(256))


class NameMatch(NamedTuple):
    """A place at which a text prints a name: where, the text as printed, the folded name, and what it may mean."""

    span: Span  # in the text that was searched
    surface: str
    folded: str
    meanings: tuple[NameMeaning, ...]
    is_surname: bool = False  # whether one of the meanings is a surname; told by the pattern, because that is fast
    is_whole: bool = False  # whether one of them is a name in full
    is_short: bool = False  # whether one of them is a body's short name


def from_the_left(match: NameMatch) -> tuple[int, int]:
    """Sorts matches from the left, and the longest first among those that begin together."""
    start, end = match.span
    return start, -end


class SearchedText(NamedTuple):
    """A block of an article in which names were looked for."""

    start: int  # of the block, in the capture
    text: str
    titled: bool  # whether all its words have capitals, which then tell nothing
    matches: list[NameMatch]
    surnames: list[NameMatch]  # those of the matches that are no part of a longer name, from the left


# A folded name, what its matches say (the fields of `NameMatch` from `folded` on), and what has to be checked at each
# match: whether it is Arabic, so that particles may be joined to it, whether it has marks in it, and whether one of its
# meanings is an acronym. A plain tuple, because it is unpacked at every match and a tuple is fastest.
_Pattern = tuple[str, tuple[str, tuple[NameMeaning, ...], bool, bool, bool], bool, bool, bool]


NameTable: TypeAlias = dict[str, Any]
"""The names of a registry as a matcher needs them, in lists that JSON can hold and that load fast."""


def name_table(names: Names) -> NameTable:
    """The table of `names`, in the order of what is sought for them."""
    patterns = sorted([_pattern(folded, names[folded]) for folded in sorted(names)], key=_sought)
    sought = [_sought(pattern) for pattern in patterns]
    assert not any("\n" in one for one in sought)
    kinds = {meanings: number for number, meanings in enumerate(dict.fromkeys(pattern[1][1] for pattern in patterns))}
    return {
        "sought": "\n".join(sought),
        "meant": [kinds[pattern[1][1]] for pattern in patterns],
        "meanings": [[[each.actor, each.rule.value, each.exact] for each in meanings] for meanings in kinds],
        # Folded names that aren't what is sought for them less its outer spaces: by number, which JSON makes text.
        "otherwise": {
            str(number): pattern[0] for number, pattern in enumerate(patterns) if _folded(sought[number]) != pattern[0]
        },
    }


class _Patterns(dict[int, _Pattern]):
    """The patterns by their numbers, each made when it is first met: of many thousands texts print some hundreds."""

    def __init__(self, table: NameTable, sought: list[str]) -> None:
        super().__init__()
        self._table = table
        self._sought = sought

    def __missing__(self, number: int) -> _Pattern:
        folded = self._table["otherwise"].get(str(number)) or _folded(self._sought[number])
        meanings = self._table["meanings"][self._table["meant"][number]]
        pattern = _pattern(folded, [NameMeaning(actor, MentionRule(rule), exact) for actor, rule, exact in meanings])
        self[number] = pattern
        return pattern


class NameMatcher:
    """Finds all names of a registry in a text, in a time that doesn't grow with their number.

    It can't be pickled: build one per process.
    """

    def __init__(self, table: NameTable) -> None:
        sought = table["sought"].split("\n") if table["sought"] else []
        self._patterns = _Patterns(table, sought)
        self._search = NameSearch(sought)

    def find(self, text: str) -> Iterator[NameMatch]:
        """Every place in `text` that prints a name as whole words, overlapping ones too.

        Leaves out names printed without a capital and acronyms printed in other letters ("us", "hts").
        """
        folded, searched, unusual = _prepared(text)
        if not unusual:
            return self._matches(text, folded, searched)
        return self._in_both_writings(text, folded, searched)

    def _in_both_writings(self, text: str, folded: Folded, searched: str) -> Iterator[NameMatch]:
        """The names in the text as it is, and those in its usual writing that aren't among them."""
        found = list(self._matches(text, folded, searched))
        yield from found
        known = {(match.span, match.folded) for match in found}
        written = usual_writing(text)
        again = fold(written.text)
        for match in self._matches(written.text, again, _searched(again)):
            span = written.original(match.span)
            if (span, match.folded) not in known:
                yield match._replace(span=span, surface=span.of(text))

    def _matches(self, text: str, folded: Folded, searched: str) -> Iterator[NameMatch]:
        """The names in a text of one writing."""
        words, shrunk = folded.text, folded.shrunk
        new = tuple.__new__  # of a named tuple, without its keyword arguments: a third of the time
        for number, begin, stop in self._search.find(searched):
            name, what, arabic, marked, exact = self._patterns[number]
            # `searched` begins with one more space than `words`, and all names but Arabic ones are sought with theirs.
            start = begin - arabic
            if (marked and not words.startswith(name, start)) or (arabic and not _begins_word(words, start)):
                continue
            if arabic and words.startswith(_ARTICLE, start - len(_ARTICLE)) and start >= len(_ARTICLE):
                start -= len(_ARTICLE)  # the article belongs to the word: "العراقي"
            span = folded.span(start, stop - 2) if shrunk else new(Span, (start, stop - 2))
            surface = text[span[0] : span[1]]
            if exact:
                meanings = tuple([meaning for meaning in what[1] if _is_printed_so(meaning, surface)])
                if not meanings:
                    continue
                what = (name, meanings, *what[2:])
            elif surface.islower() and not _is_capital_free(surface):
                continue
            yield new(NameMatch, (span, surface, *what))


@lru_cache(maxsize=256)
def _prepared(text: str) -> tuple[Folded, str, bool]:
    """A text folded, as it is searched, and whether it may have another usual writing.

    The blocks of an article are searched for actors, and then for places.
    """
    folded = fold(text)
    return folded, _searched(folded), is_unusual(text, folded.text)


def _searched(folded: Folded) -> str:
    return f" {_without_marks(folded.text)} "


def _pattern(folded: str, meanings: Sequence[NameMeaning]) -> _Pattern:
    arabic = _FIRST_ARABIC <= folded[0] <= _LAST_ARABIC
    exact = any(meaning.exact is not None for meaning in meanings)
    rules = {meaning.rule for meaning in meanings}
    told = (
        MentionRule.SURNAME in rules,
        MentionRule.NAME in rules or MentionRule.BODY in rules,
        MentionRule.ALONE in rules,
    )
    return (folded, (folded, tuple(meanings), *told), arabic, not folded.isalnum(), exact)


def _sought(pattern: _Pattern) -> str:
    """The form in which a name is looked for."""
    folded, _, arabic, *_ = pattern
    return f"{'' if arabic else ' '}{_without_marks(folded)} "


def _folded(sought: str) -> str:
    """The folded name that is sought in this form, if no marks were taken from it."""
    return sought[sought.startswith(" ") : -1]


def _without_marks(text: str) -> str:
    """The text with a space for every character that is neither a letter nor a digit."""
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_MARKS).decode("ascii")
    return _MARK.sub(" ", text)


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins at `start`, if the particles that Arabic joins to a word aren't counted."""
    return not start or not text[start - 1].isalnum() or _word_head(text, start) in _PROCLITICS


def _word_head(text: str, start: int) -> str:
    """The letters and digits right before `start`; at most four, because no particle is longer."""
    begin = start
    while begin and text[begin - 1].isalnum() and start - begin < 4:
        begin -= 1
    return text[begin:start]


def _is_printed_so(meaning: NameMeaning, surface: str) -> bool:
    """Whether a meaning fits the letters printed: an acronym's exactly, any other name's with a capital."""
    if meaning.exact is not None:
        return surface == meaning.exact
    return not surface.islower() or _is_capital_free(surface)


def _is_capital_free(surface: str) -> bool:
    """Whether a name needs no capital: it begins with a digit or isn't in Latin script."""
    return surface[0].isdigit() or not any("a" <= c <= "z" for c in surface)
