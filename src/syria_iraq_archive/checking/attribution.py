"""Whether the archive bears out what a draft says of a quotation: who spoke, in which outlet, on which day."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.speaker_actors import is_personal
from syria_iraq_archive.checking.archived import ArticleText, tokens
from syria_iraq_archive.checking.findings import Problem, ProblemKind
from syria_iraq_archive.checking.quotations import Day, Quoted
from syria_iraq_archive.patterns import later

_ABOUT = 7  # days of an expression that places speech
_LARGEST = 400  # days of publication that aren't known better; a day and month without a year lie in any year

# Words of offices and of grammar, by which two speakers aren't told apart if either bears a name.
_OFFICES = """
    the a an of and in for to by at on mr mrs ms dr sir president prime minister foreign defense defence interior
    general brigadier major colonel captain commander chief head leader spokesman spokeswoman spokesperson official
    officials source sources senior former deputy governor mayor lawmaker member director secretary ambassador envoy
    senator sheikh king prince council ministry party movement resident activist analyst witness his her their
    رئيس وزير خارجيه دفاع داخليه قائد متحدث باسم ناطق رسمي مصدر مسؤول نائب عضو سفير مبعوث امين عام شيخ محافظ مدير
    لواء عميد عقيد في من علي سابق مجلس وزراء حزب حركه
"""
_TITLES = frozenset(_OFFICES.split())
_GRAMMAR_WORDS = """
    the a an one another some of and in for to by at on unnamed his her their its من في
"""
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())
_PRONOUN_WORDS = """
    it they we i you one some others both who all هو هي هم نحن
"""
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
_ARABIC = later("[\u0621-\u064a]")
_OF = later(r"(?<=\w)\s+(?:of|in|for|from|at|with|who)\s")  # behind it stands of what, or where
_JOBS = """
    مهندس مهندسه معلم معلمه مدرس مدرسه طبيب طبيبه ممرض ممرضه ناشط ناشطه صحفي صحفيه محلل خبير خبيره شاهد مواطن مواطنه
    مزارع تاجر سائق عامل موظف ضابط جندي مقاتل قاض محام باحث باحثه نازح نازحه لاجئ احد سكان اهالي
"""
_ARABIC_JOBS = frozenset(_JOBS.split())
_ENDING = 3  # letters by which two forms of a word may differ


class Judgement(NamedTuple):
    """What the draft says of a quotation that an article contradicts, and how much of it the article confirms."""

    problems: tuple[Problem, ...]
    confirmed: frozenset[ProblemKind]  # by the problem that a claim would be, if it were false

    def contradicted_by(self, others: "Iterable[Judgement]") -> list[Problem]:
        """What this article leaves open, and others that print the same words contradict, none confirming it."""
        held = list(others)
        settled = {
            *self.confirmed,
            *(one.kind for one in self.problems),
            *(kind for one in held for kind in one.confirmed),
        }
        found = {one.kind: one for other in reversed(held) for one in other.problems}
        return [
            one for kind, one in found.items() if kind in (ProblemKind.OUTLET, ProblemKind.DAY) and kind not in settled
        ]


def judge(quoted: Quoted, passage: ArticleText, words: tuple[int, int], related: "Related") -> Judgement:
    """Compare what the draft says of the quotation with the article in which these words are it.

    What the article doesn't say is neither confirmed nor contradicted.
    """
    quote = passage.quote(*words)
    answers = {
        ProblemKind.ARTICLE: _article(quoted, passage),
        ProblemKind.SPEAKER: _speaker(quoted, passage, words, related),
        ProblemKind.OUTLET: _outlet(quoted, passage, words[0], quote),
        ProblemKind.DAY: _day(quoted, passage, words[0]),
    }
    wrong = tuple(one for one in answers.values() if isinstance(one, Problem))
    return Judgement(wrong, frozenset(kind for kind, answer in answers.items() if answer is True))


class Related:
    """What the corpus knows of its actors: their names, and what they are part of."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._part_of = dict(connection.execute("SELECT id, part_of FROM actors WHERE part_of IS NOT NULL"))
        self._connection = connection
        self._names: dict[str, frozenset[str]] = {}

    def words(self, actor: str | None) -> frozenset[str]:
        """The words of an actor's names."""
        if actor is None:
            return frozenset()
        if actor not in self._names:
            rows = self._connection.execute("SELECT name FROM actor_names WHERE actor_id = ?", (actor,))
            self._names[actor] = frozenset(word for row in rows for word in _words(row[0]))
        return self._names[actor]

    def are_one(self, one: str, other: str) -> bool:
        """Whether two actors are one, or one is part of the other."""
        return other in self._upwards(one) or one in self._upwards(other)

    def _upwards(self, actor: str) -> list[str]:
        found = [actor]
        while (above := self._part_of.get(found[-1])) and above not in found:
            found.append(above)
        return found


Answer = Problem | bool | None
"""What contradicts a claim, or True if it is confirmed, or None if nothing is claimed or known."""


def _article(quoted: Quoted, passage: ArticleText) -> Answer:
    key = passage.article["key"]
    if not quoted.cited:
        return None
    return key in quoted.cited or Problem(ProblemKind.ARTICLE, f"it stands in {key}", ", ".join(quoted.cited), key)


def _speaker(quoted: Quoted, passage: ArticleText, words: tuple[int, int], related: Related) -> Answer:
    quote = passage.quote(*words)
    if quoted.speaker is None or _is_pronoun(quoted.speaker) or _only_reports(quoted, passage):
        return None
    printed, actor = (quote["speaker"], quote["actor_id"]) if quote else (None, None)
    if quoted.actor and actor:
        same = related.are_one(quoted.actor, actor)
    elif printed is not None and not _is_pronoun(printed):
        mine, theirs = (_words(quoted.speaker) | related.words(quoted.actor), _words(printed) | related.words(actor))
        same = _same_words(mine, theirs) and _ends_in(quoted.speaker, printed, mine, theirs)
        if not same and not (quoted.actor or actor) and _may_be_one(quoted.speaker, printed, passage):
            return None
    else:  # the article doesn't say who speaks; it may still name them
        block = passage.block(words[0])
        meant = _meant(passage, block) if printed else None
        named = passage.words_outside_quotes[block] if meant else {one.strict for one in passage.tokens}
        if _is_named(quoted.speaker, named) or (meant is None and quoted.actor in passage.actors):
            return None
        same, printed = False, meant
    if same:
        return True
    who = printed or actor
    says = f"the archive gives it to {who}" if who else f"the article doesn’t name {quoted.speaker}"
    return Problem(ProblemKind.SPEAKER, says, quoted.speaker, who or "")


def _is_pronoun(speaker: str) -> bool:
    return is_personal(speaker) or speaker.lower() in _PRONOUNS


def _meant(passage: ArticleText, block: int) -> str | None:
    """Whom "she" means, if this block names just one of those who speak by name in the article."""
    beside = passage.words_outside_quotes[block]
    found = [
        one["speaker"]
        for one in passage.quotes
        if one["speaker"] and not _is_description(one["speaker"]) and (_words(one["speaker"]) - _TITLES) & beside
    ]
    if not found or not all(_same_words(_words(found[0]), _words(other)) for other in found):
        return None
    return str(found[0])


def _may_be_one(one: str, other: str, passage: ArticleText) -> bool:
    """Whether the article may describe one speaker, who has a name, by the words of the other: "Salim, the mayor".

    It does if some block has, outside of quotes, a word of the description, and beside it a word of the name; or, if
    `one` is the description, the name of nobody who speaks.
    """
    for described, named in ((one, other), (other, one)):
        if not _is_description(described) or _is_description(named):
            continue
        kinds, names = _words(_OF.split(described)[0]) - _GRAMMAR, _words(named) - _TITLES
        called = [
            words
            for words in passage.words_outside_quotes
            if any(_alike(kind, word) for kind in kinds for word in words)
        ]
        is_ours = described == one  # what the draft calls a speaker may stand where the article names nobody
        if any(names & words or (is_ours and not _speaks(passage, words)) for words in called):
            return True
    return False


def _speaks(passage: ArticleText, words: frozenset[str]) -> bool:
    """Whether one of those who speak by name in the article is named among these words."""
    speakers = (one["speaker"] for one in passage.quotes if one["speaker"] and not _is_description(one["speaker"]))
    return any((_words(speaker) - _TITLES) & words for speaker in speakers)


def _is_description(speaker: str) -> bool:
    """Whether a speaker has no name, as far as can be seen.

    Arabic has no capitals; its words must be those of offices.
    """
    if _is_pronoun(speaker):
        return True
    first, *rest = _OF.split(speaker)[0].split() or [speaker]
    if _ARABIC.match(first):
        return {one.key for one in tokens(speaker)} <= _TITLES | _ARABIC_JOBS
    names = rest if first.lower() in _GRAMMAR or first.lower() in _TITLES else (first, *rest)
    return not any(word[:1].isupper() and word.lower() not in _TITLES for word in names)


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one, as far as can be seen: "engineer", "engineers"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(long) - len(short) <= _ENDING if len(short) > _ENDING else long == short)


def _only_reports(quoted: Quoted, passage: ArticleText) -> bool:
    """Whether the speaker is the outlet that reports, or one of which the article tells; `_outlet` looks at those."""
    others = [outlet for outlet in quoted.outlets if outlet != quoted.actor]
    if quoted.actor not in quoted.outlets or passage.article["source_id"] not in others:
        return quoted.actor in quoted.outlets
    return quoted.actor in passage.actors


def _words(name: str) -> frozenset[str]:
    return frozenset(one.strict for one in tokens(name)) | frozenset(one.key for one in tokens(name))


def _same_words(one: frozenset[str], other: "frozenset[str] | set[str]") -> bool:
    """Whether two speakers share a word of their names; if neither has more than an office, a word of that."""
    name, other_name = one - _TITLES, other - _TITLES
    if name:
        return bool(name & other_name)
    return bool(one & other) or not one


def _is_named(speaker: str, held: "frozenset[str] | set[str]") -> bool:
    words = _words(speaker)
    return bool(((words - _TITLES) or (words - _GRAMMAR) or held) & held)


def _ends_in(one: str, other: str, words: frozenset[str], other_words: frozenset[str]) -> bool:
    """Whether the last word of either name is a word of the other: John Kerry isn't John Foley."""
    lasts = [[each.strict for each in tokens(name) if each.strict not in _TITLES][-1:] for name in (one, other)]
    if not all(lasts):
        return True
    return lasts[0][0] in other_words or lasts[1][0] in words


def _outlet(quoted: Quoted, passage: ArticleText, first: int, quote: sqlite3.Row | None) -> Answer:
    """Whether the outlet that the draft names printed it, or is named beside it or told it.

    If an outlet speaks and another reports that, the one that reports is looked at.
    """
    source = passage.article["source_id"]
    if not quoted.outlets:
        return None
    if source in quoted.outlets:
        return True
    block = passage.block(first)
    reporting = {outlet for outlet in quoted.outlets if outlet != quoted.actor} or set(quoted.outlets)
    told = quote and quote["told_to"]
    beside = {row["actor_id"] for row in passage.mentions if passage.block_at(row["start_char"]) == block}
    if source is None or told in reporting or beside.intersection(reporting):
        return None
    return Problem(ProblemKind.OUTLET, f"{source} printed it", ", ".join(sorted(reporting)), source)


def _day(quoted: Quoted, passage: ArticleText, first: int) -> Answer:
    """Whether a day that the draft names is one of publication, or one of which the quotation's paragraph speaks."""
    published = (passage.article["published_earliest"], passage.article["published_latest"])
    if not quoted.days or published[0] is None or published[1] is None:
        return None
    if any(_overlaps(day, *published) for day in quoted.days):
        return True
    block = passage.block(first)
    for row in passage.days:
        days = (row["earliest"], row["latest"])
        is_beside = passage.block_at(row["start_char"]) == block and _length(*days) <= _ABOUT
        if is_beside and any(_overlaps(day, *days) for day in quoted.days):
            return True
    told = passage.article["published"]
    written = ", ".join(day.earliest or day.yearless or "" for day in quoted.days)
    return Problem(ProblemKind.DAY, f"the article is of {told}", written, told)


def overlaps_publication(day: Day, passage: ArticleText) -> bool:
    """Whether a day may be one on which the article was published, or one of which it speaks."""
    article = passage.article
    if article["published_earliest"] and _overlaps(day, article["published_earliest"], article["published_latest"]):
        return True
    return any(_overlaps(day, row["earliest"], row["latest"]) for row in passage.days)


def _length(earliest: str, latest: str) -> int:
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days


def _overlaps(day: Day, earliest: str, latest: str) -> bool:
    if day.earliest and day.latest:
        return day.earliest <= latest and earliest <= day.latest
    if _length(earliest, latest) >= _LARGEST:
        return True
    first = date.fromisoformat(earliest)
    return any(
        date.fromordinal(first.toordinal() + n).strftime("%m-%d") == day.yearless
        for n in range(_length(earliest, latest) + 1)
    )
