"""Finds likely names of places in a corpus's articles that the gazetteer lacks: those behind a word for a place.

"the village of Umm Jalal", "the town of Tal Maruf", بلدة الحصان. English names by their capitals; Arabic ones by one
word, or two if the first is a usual beginning of such names.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later

PLACE_SUGGESTIONS = ("name", "articles", "key", "example")

_NAME = (
    r"(?:(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]s|[Aa]n|[Aa]r|[Aa]t|[Aa]d"
    r"|[Aa]z)[- ])?[A-Z][\w'’-]+(?:[ ](?:(?:al|el|as|ash|an|ar)-)?[A-Z][\w'’-]+){0,2}"
)
_ENGLISH = later(
    r"\b(?:[Tt]owns?|[Vv]illages?|[Hh]amlet|[Ss]ub-?district|[Ss]uburb|[Nn]eighbou?rhoods?"
    r"|outskirts|countryside|mayor) of "
    rf"(?:the )?(?P<name>{_NAME})"
)
_BEGINNINGS = "تل|عين|أبو|ابو|أم|ام|خان|كفر|بئر|دير|خربة|جبل|وادي|رأس|بيت|حي|شيخ|الشيخ"
_ARABIC = later(
    rf"(?<!\w)[وفبل]?(?:بلدة|قرية|ناحية|بلدتي|قريتي)\s+(?P<name>(?:(?:{_BEGINNINGS})\s+)?[\u0621-\u064a]{{3,}})"
)
_BEGIN_WORDS = (
    "tal tall tell tel ain ayn ein deir dayr kafr kafar khan abu umm um jabal beit bayt ras wadi bab sheikh shaykh "
    "khirbet qalat jisr تل عين ابو ام خان كفر دير راس بيت باب شيخ"
)
_BEGIN_NAMES = frozenset(_BEGIN_WORDS.split())
"""Words with which many names of places begin; by themselves they are other places' names."""
_REACH = 40  # characters of an example on either side


def unlisted_places(connection: sqlite3.Connection, known: Collection[str]) -> Iterator[tuple[str, int, str, str]]:
    """Names with the columns `PLACE_SUGGESTIONS`, those in most articles first; `known` are folded names."""
    keys: dict[str, set[str]] = defaultdict(set)
    first: dict[str, tuple[str, str, str]] = {}
    for key, body in connection.execute("SELECT key, body FROM articles ORDER BY key"):
        for pattern in (_ENGLISH, _ARABIC):
            for found in pattern.finditer(body):
                folded = fold_key(found["name"])
                if not _is_known(folded, known):
                    keys[folded].add(key)
                    start, end = max(0, found.start() - _REACH), found.end() + _REACH
                    first.setdefault(folded, (found["name"], key, " ".join(body[start:end].split())))
    for folded, several in sorted(keys.items(), key=lambda item: (-len(item[1]), item[0])):
        name, key, example = first[folded]
        yield name, len(several), key, example


def _is_known(folded: str, known: Collection[str]) -> bool:
    """Whether the name, or its beginning, is known, with or without its article."""
    words = folded.removeprefix("al ").removeprefix("ال").split()
    least = 2 if len(words) > 1 and words[0] in _BEGIN_NAMES else 1
    shorter = (" ".join(words[:length]) for length in range(least, len(words) + 1))
    return folded in known or any(name in known or f"al {name}" in known or f"ال{name}" in known for name in shorter)
