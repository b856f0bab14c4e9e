"""Words around a name that say what it is: titles before a surname, words that sentences begin with, places."""

import re

from syria_iraq_archive.spans import Span

_WORDS = """
mr mrs ms dr prof professor sir dame lord lady sheikh shaykh sayyid imam ayatollah mullah mufti pope patriarch
bishop king queen prince princess emir sultan general gen lieutenant lt colonel col major maj captain capt brigadier
brig sergeant admiral commander commodore marshal president vice premier minister pm secretary chancellor speaker
ambassador envoy governor mayor senator sen representative rep congressman congresswoman lawmaker mp deputy chairman
chairwoman chief director leader spokesman spokeswoman spokesperson judge justice attorney officer official analyst
expert journalist activist and but the with of for to by from as when while after before says said told under
against ally rival former late chef haji hajji mam kak comrade brother cleric adviser advisor coordinator head
"""

TITLES = frozenset(_WORDS.split())
"""Folded; small words are there for headlines that capitalise all."""

_OPENING_WORDS = """
then but yesterday meanwhile however later also still earlier today on in when while after before if as although instead
moreover since until now so and or yet because both even perhaps unlike like despite during following over with without
according asked speaking last this that these those there here his her its their the a an
"""

OPENERS = frozenset(_OPENING_WORDS.split())
"""Words that begin sentences, and are no given names for it."""

_PLACE_AFTER = re.compile(
    r"[ \u00a0]+(?:City|Lake|Library|Hospital|University|Bridge|Street|Square|Charity|Foundation|Airport|Mosque|"
    r"Memorial|National Memorial|District|Dam|Airbase|Air Base|Base|Camp|School|Institute|Park|Road|Village|Stadium|"
    r"Museum)\b"
)
_PLACE_BEFORE = re.compile(r"\b(?:Lake|Camp|Fort|Mount|City of|battle of|Battle of)[ \u00a0]+(?:[Aa]l-)?$")


def names_place(text: str, span: Span) -> bool:
    """Whether the name at `span` is part of the name of a place or an institution ("Sadr City", "Lake Assad").

    >>> names_place("marched in Sadr City on Friday", Span(11, 15))
    True
    """
    return bool(_PLACE_AFTER.match(text, span.end) or _PLACE_BEFORE.search(text[max(0, span.start - 20) : span.start]))
