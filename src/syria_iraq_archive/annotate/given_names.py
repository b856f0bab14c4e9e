"""Tells whether a surname stands behind a given name, or is itself one: then it belongs to a full name.

"Moussa al-Sadr" is nobody whom "Sadr" means elsewhere, and the "Faisal" of "Faisal al-Mikdad" is no surname. But
"Neither Sadr", "Minister Sadr" and "Iraq's Sadr" are.
"""

import re
from collections.abc import Collection

from syria_iraq_archive.fold import fold_key, in_ascii, letter_words
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span, last_words

_TITLE_WORDS = """
mr mrs ms dr prof professor sir dame lord lady sheikh shaykh sayyid imam ayatollah mullah mufti pope patriarch
bishop king queen prince princess emir sultan general gen lieutenant lt colonel col major maj captain capt brigadier
brig sergeant admiral commander commodore marshal president vice premier minister pm secretary chancellor speaker
ambassador envoy governor mayor senator sen representative rep congressman congresswoman lawmaker mp deputy chairman
chairwoman chief director leader spokesman spokeswoman spokesperson judge justice attorney officer official analyst
expert journalist activist and but the with of for to by from as when while after before says said told under
against ally rival former late chef haji hajji mam kak comrade brother cleric adviser advisor coordinator head
adm rear cmdr sgt fmr gov rev cpl spc
candidate nominee republican democrat democratic dictator strongman hopeful tycoon billionaire predecessor successor
"""

TITLES = frozenset(_TITLE_WORDS.split())
"""Folded titles. Small words are among them because some headlines print all words with a capital."""

_OPENING_WORDS = """
then but yesterday meanwhile however later also still earlier today on in when while after before if as although instead
moreover since until now so and or yet because both even perhaps unlike like despite during following over with without
according asked speaking last this that these those there here his her its their the a an
neither nor either maybe whether why how what where who whom whose which whatever whoever whenever wherever only not
no never nobody nothing none once twice again always often sometimes usually rarely seldom soon already recently
finally eventually initially originally formerly previously currently presently ultimately inevitably predictably
reportedly allegedly apparently supposedly presumably probably possibly clearly obviously evidently surely certainly
indeed instead rather quite just simply merely mostly mainly largely partly privately publicly officially openly
quietly secretly repeatedly similarly likewise conversely additionally furthermore nevertheless nonetheless
regardless otherwise thus hence therefore consequently accordingly besides beyond behind below beneath above across
along alongside amid amidst among around at between by down except for from inside into near of off onto out outside
past per round through throughout till to toward towards under underneath unless up upon versus via within though
than too very more most much many several some any each every all few fewer less least other another such same own
is are was were am be been being do does did done has have had having can could may might must shall should will
would let lets get got make made take took give gave see saw seen call called dubbed named pressed quoted cited
accused criticized criticised backed blamed praised urged told say says said tell tells ask asks know knows think
thinks thank thanks enter exit meet meets met maintain want wants poor dear oh yes well okay ok ex pro anti
our my your we he she it they you i us him them me one two three four five six seven eight nine ten first second
third next former late young old new outgoing incoming embattled exiled ousted deposed toppled beleaguered
stop help free dump impeach ban beat hit why's how's what's that's it's there's here's
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december spring summer autumn winter
"""

_OPENERS = frozenset(_OPENING_WORDS.split())
"""Folded words that often stand with a capital before a surname: that doesn't make them given names."""

_NO_NAME = later(r"['’]s?$|..ing$|.[a-z]+-[a-z]")  # "Türkiye's Erdogan", "Toppling Assad", "Iran-backed Assad"
_LONG = 4  # letters
_TITLED = 0.7  # if more of the longer words have capitals, capitals tell nothing
_LONGEST_HEADLINE = 200  # characters
_REACH = 60  # characters before a surname that are searched for a given name
_WORD_BEFORE = later(r"(?P<word>[^\W\d_][\w'’\-]*)[\s\u00a0]+(?:[AaEe]l[-\s])?$")
_ARTICLE = later(r"(?:[ae]l|a[sntdrz]|a[sd]h)[- ]", re.IGNORECASE)
_FAMILY_BEHIND = later(
    r"[ \u00a0](?:(?:(?i:[ae]l|b[ie]n|ibn|bint|abu|abdul|abdel|abd)[-‐– ]|(?i:a[sntdrz]|a[sdt]h)[-‐–])+[A-Z]|[JS]r\b)"
)
_CAPITAL_BEHIND = later(r"[ \u00a0](?P<word>[A-Z][\w'’\-]*)")


def is_titled(text: str) -> bool:
    """Whether nearly all words have a capital, as in many headlines, which end without a full stop.

    >>> is_titled("Iran Warns Turkey Over Border"), is_titled("Iran has warned Turkey"), is_titled("Iran Warns.")
    (True, False, False)
    """
    if len(text) > _LONGEST_HEADLINE or text.endswith("."):
        return False
    words = long_words(text)
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= _TITLED * max(1, len(words))


def long_words(text: str) -> list[str]:
    """The words of at least four letters.

    >>> long_words("Iran’s 2nd warning"), long_words("إيران تحذر")
    (['Iran', 'warning'], ['إيران', 'تحذر'])
    """
    return [word for word in letter_words(in_ascii(text)) if len(word) >= _LONG]


def begins_sentence(word: str) -> bool:
    """Whether a folded word with a capital is one that begins sentences, and no part of a name.

    >>> begins_sentence("neither"), begins_sentence("national")
    (True, False)
    """
    return word in _OPENERS


class GivenNames:
    """Tells of a surname in a text whether it belongs to another full name.

    >>> names = GivenNames(given={"kamal", "faisal"}, others={"iraqi"})
    >>> names.before("So did Samira Rawi.", Span(14, 18)), names.before("So did Rawi.", Span(7, 11))
    ('samira', None)
    >>> names.behind("So did Faisal al-Rawi.", Span(7, 13)), names.behind("So did Faisal.", Span(7, 13))
    (True, False)
    """

    def __init__(self, given: Collection[str], others: Collection[str]) -> None:
        """`given` names are those of known people, `others` words that are no names of people; all folded."""
        self._given = frozenset(given) - TITLES - _OPENERS
        self._others = frozenset(others)

    def before(self, text: str, span: Span) -> str | None:
        """The folded word before the surname at `span` if it may be a given name; None if it isn't.

        Any word with a capital may be a given name, unless it is a title, a word that begins sentences, a demonym, a
        possessive or a gerund. A script without capitals shows only the given names of known people.
        """
        if _stands_behind_small_word(text, span.start):
            return None
        near = text[max(0, span.start - _REACH) : span.start]
        before = _WORD_BEFORE.search(near, last_words(near, 2))  # to search all of `near` is slow
        if before is None or _NO_NAME.search(before["word"]):
            return None
        printed = before["word"]
        word = fold_key(printed)
        if word in TITLES or word in _OPENERS:
            return None
        if self.known(word):
            return None if printed[0].islower() else word
        return word if printed[0].isupper() and word not in self._others else None

    def known(self, word: str) -> bool:
        """Whether somebody in the registry has this given name."""
        return word in self._given

    def behind(self, text: str, span: Span) -> bool:
        """Whether the name at `span` is a given name, because a family name stands behind it."""
        if _FAMILY_BEHIND.match(text, span.end):
            return True
        if span.start and _ARTICLE.match(text, span.start):
            return False
        following = _CAPITAL_BEHIND.match(text, span.end)
        if following is None:
            return False
        word = fold_key(following["word"])
        if word in TITLES or word in self._others or text[: span.start].endswith("-"):  # "anti-Assad Syrians"
            return False
        return self.known(fold_key(span.of(text)))


def _stands_behind_small_word(text: str, start: int) -> bool:
    """Whether the word before `start` plainly has a small letter and is no article. Most do, and this is fast."""
    head = text.rfind(" ", 0, max(0, start - 1)) + 1
    word = text[head : max(0, start - 1)]
    return "a" <= word[:1] <= "z" and "\n" not in word and word not in _ARTICLES


_ARTICLES = ("al", "el")
