"""Who wrote an article: the persons that its byline names, one by one. Desks, agencies and places are none."""

import re
from collections.abc import Iterator

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.bylines import is_desk
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.lookup import known_places, names_of

_WITHOUT = later(r"\([^)]*\)|\[[^\]]*\]|\S+@\S+|(?<!\S)@\w+|https?://\S+")  # asides and addresses
_CUE = later(
    r"^(?:(?:additional |further )?reporting |writing |written |story |report )?by:?\s+"
    r"|^(?:بقلم|كتب|كتبت|إعداد|اعداد|تحرير|تقرير|ترجمة|تغطية)\s*[:/]?\s+",
    re.IGNORECASE,
)
_EDITORS = later(r"[\s;,(]*\b(?:editing|edited|translated|translation|compiled) by\b.*$", re.IGNORECASE | re.DOTALL)
_BETWEEN = later(
    r"\s*[,،;؛/|\n•·]\s*|\s+(?:and|with|et|ve|und|y|&)\s+|\s*&\s*|\s+[-–—]\s+|\s+(?=(?:reporting|writing) by\b)"
    r"|\s+و\s*(?=\w)",
    re.IGNORECASE,
)
_WAW_NAMES_LISTED = """
وليد وسام وائل وفاء وجدي وحيد وسيم وديع وداد وجيه وصفي واصف ولاء وعد ونس وفيق وهيب وهبة ورد وردة وجدان وضاح وضحى
وعدالله وقاص ولي ولاد وناس وادي واثق واجد وارف وئام وزير
"""
_WAW_NAMES = frozenset(_WAW_NAMES_LISTED.split())
"""Given names and surnames that begin with waw, which isn't the "and" before a name then."""

_PLACED = later(r"\s+(?:in|from|at|for|of|في|من|لـ)\s.*$", re.IGNORECASE)
_ROLE = later(
    r"^(?:dr|mr|mrs|ms|prof|sir|correspondent|reporter|journalist|editor|analyst|columnist|الصحفي|الصحفية|الكاتب|"
    r"الكاتبة|المراسل|مراسل|مراسلة|د|أ)\.?\s+",
    re.IGNORECASE,
)
_NO_PERSON_WORDS = """
desk staff agency agencies news newsroom team bureau writers reporters correspondents editors editorial board
press media network channel tv radio online website site web monitoring service services center centre institute
foundation organization organisation group council ministry office department union magazine newspaper journal
daily times post herald tribune observatory observer archive admin administrator editor reporter correspondent
writer contributor columnist journalist analyst photographer special guest author exclusive opinion analysis
وكالة وكالات فريق قسم هيئة مكتب تحرير التحرير اخبار الاخبار مراسل مراسلنا مراسلون مراسلو مراسلتنا خاص خاصة متابعة
متابعات صحيفة جريدة قناة موقع شبكة مركز ترجمة محرر المحرر صحافة الصحافة اعلام الاعلام نيوز تغطية
"""
_NO_PERSON = frozenset(map(fold_key, _NO_PERSON_WORDS.split()))
"""Words, folded, that no person's name holds."""

_PARTICLES_LISTED = """
al el bin ibn ben bint abu abd ad de di da van von der den la le ul ud um umm
"""
_PARTICLES = frozenset(_PARTICLES_LISTED.split())
_WORD = later(r"[^\W\d_][\w.'’ʼʻʿʾ`‘\-‐‑]*")
_ARABIC = later("[\u0600-\u06ff]")
MOST_WORDS = 5  # of a person's name
LONGEST = 300  # characters of a byline that are read


class AuthorFinder:
    """Finds the persons that bylines name, knowing what outlets and places are called."""

    def __init__(self, outlets: frozenset[str], places: frozenset[str]) -> None:
        self._others = outlets | places

    @classmethod
    def of(cls, registry: Registry) -> "AuthorFinder":
        """A finder that knows the registry's outlets and places."""
        outlets = registry.derived(
            "folded names of outlets",
            lambda: sorted({fold_key(name) for source in registry.sources.values() for _, name in names_of(source)}),
        )
        places = registry.derived("folded names of places", lambda: sorted(known_places(registry)))
        return cls(frozenset(outlets), frozenset(places))

    def find(self, byline: str | None) -> tuple[str, ...]:
        """The names of the persons, in the byline's order and as it prints them, each once.

        >>> finder = AuthorFinder(frozenset({"reuters"}), frozenset({"baghdad"}))
        >>> finder.find("Sara Khalil, Omar Aziz and Hugh McRae in Baghdad, Reuters")
        ('Sara Khalil', 'Omar Aziz', 'Hugh McRae')
        >>> finder.find("أحمد علي وسامي"), finder.find("News Desk")
        (('أحمد علي', 'سامي'), ())
        """
        if not byline or is_desk(byline):
            return ()
        named = [name for part in _parts(byline[:LONGEST]) if (name := self._person(part))]
        if not any(" " in name.replace("\u00a0", " ") for name in named):
            return ()  # one word alone may be anything; beside a whole name it is a name, too
        return tuple(dict.fromkeys(named))

    def _person(self, part: str) -> str | None:
        """The name that a part of a byline is; None if it is that of no person."""
        name = _ROLE.sub("", _PLACED.sub("", part)).strip(" .:،,-–—\u00a0\"'“”")
        words = name.split()
        if not words or len(words) > MOST_WORDS or not all(map(_WORD.fullmatch, words)):
            return None
        folded = [fold_key(word) for word in words]
        if fold_key(name) in self._others or fold_key(name).removeprefix("the ") in self._others:
            return None
        if not _NO_PERSON.isdisjoint(folded) or not all(map(_is_of_name, words)):
            return None
        return None if len(words) == 1 and words[0].isupper() else name


def _is_of_name(word: str) -> bool:
    """Whether a word may belong to a name: it has a capital, is of a script without, or joins names."""
    return word[0].isupper() or bool(_ARABIC.match(word)) or word.lower().rstrip(".").partition("-")[0] in _PARTICLES


def _parts(byline: str) -> Iterator[str]:
    """The parts of a byline that marks and words for "and" divide."""
    at = 0
    text = _CUE.sub("", _EDITORS.sub("", _WITHOUT.sub(" ", byline)).strip())
    for match in _BETWEEN.finditer(text):
        if _begins_a_name(text, match):
            continue
        yield _CUE.sub("", text[at : match.start()])
        at = match.end()
    yield _CUE.sub("", text[at:])


def _begins_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like the Arabic "and" is the first letter of a name: "وليد خالد"."""
    if match[0].strip() != "و" or match[0].endswith((" ", "\u00a0")):
        return False
    rest = _WORD.match(text, match.end() - 1)
    return rest is not None and rest[0] in _WAW_NAMES
