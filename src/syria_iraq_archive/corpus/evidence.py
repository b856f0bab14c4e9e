"""Tells by the words of a name, and by those around it, whether it is the name of a person or a body.

People and bodies speak, have titles, and are described; places are what things happen in; and "Photos" does neither.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later

_SPEAKING = r"(?:sa(?:id|ys)|told|adds?|added|tweet(?:s|ed)|wr(?:ites|ote)|warn(?:s|ed)|argu(?:es|ed)|not(?:es|ed)\
|announc(?:es|ed)|testifi(?:es|ed)|insist(?:s|ed)|explain(?:s|ed)|claim(?:s|ed)|report(?:s|ed)|acknowledg(?:es|ed)\
|confirm(?:s|ed)|den(?:ies|ied)|estimat(?:es|ed)|criticiz(?:es|ed)|suggest(?:s|ed)|asked|declined|condemn(?:s|ed))"
_TRADES = (
    r"(?:spokes\w+|director|head|chief|chair\w*|professor|leader|minister|analyst|lawmaker|activist|fellow|senator\
|expert|official|journalist|reporter|researcher|member|commander|author|ambassador|editor|founder|officer|general)"
)
_BEHIND = later(
    rf",? {_SPEAKING}\b|, (?:who|whose)\b|, (?:(?:a|an|the|former|senior|its|his)? ?(?:[\w'’-]+ ){{0,3}}?){_TRADES}\b"
    r"|,? \([RD]-"
)
_BEFORE = later(
    rf"(?:\b{_SPEAKING}|\b[Aa]ccording to|\b{_TRADES}(?: [A-Z][\w'’.-]+)?"
    r"|\b(?:Sen|Rep|Gen|Col|Capt|Gov|Adm|Dr|Mr|Mrs|Ms)\.?)"
    r"(?: the| The)? $"
)
_PLACED = later(
    r"\b(?:in|near|around|outside|towards?|across|into|suburban|[Ss]enator from|city of|town of|village of|capital,?) $"
)
_PLACE_BEHIND = later(r" (?:province|region|countryside|neighbou?rhood|district|village|town|airport|area|suburb)\b")
_AROUND = 60  # characters on either side that are looked at
_HEAD_WORDS = """
academy administration agency airlines alliance army association authority battalion board brigade brigades bureau
center centre church coalition command commission committee company conference congress corps corporation council
court department directorate division federation force forces foundation fund group guard initiative institute
institution journal league legion magazine ministry mission monitor movement network news newspaper organisation
organization parliament party police post press programme program project radio reuters senate service services society
staff syndicate team times tribune tv union university chiefs protection
"""
_HEADS = frozenset(_HEAD_WORDS.split())

_NO_NAME = later(r"^\w+['’]\w+$|^[RDI]-|^(?:TV|NGO|URL)$")  # "I've", "R-Ohio"

MIN_SHARE = 0.08  # of a single word's places at which it must act
MIN_PLACES = 2  # at which a single word must act
MAX_PLACED = 0.3  # of the places at which a name may stand as a place


@dataclass(slots=True)
class Evidence:
    """What the places of a name show: how many there are, at how many it acts or is described, and is a place."""

    places: int = 0
    acting: int = 0
    placed: int = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Count the place from `start` to `end` in `text`."""
        before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        self.places += 1
        self.acting += bool(_BEHIND.match(behind) or _BEFORE.search(before))
        self.placed += bool(_PLACED.search(before) or _PLACE_BEHIND.match(behind))


def is_somebody(name: str, evidence: Evidence, given: Collection[str], ordinary: Collection[str]) -> bool:
    """Whether `name` is likely a person's or a body's.

    `given` are known given names, `ordinary` words that texts print in small letters; both folded.

    >>> is_somebody("Karim Rawi", Evidence(5, 0, 0), {"karim"}, ()), is_somebody("Photos", Evidence(9, 0, 0), (), ())
    (True, False)
    >>> is_somebody("Tel Samir", Evidence(5, 1, 3), (), ()), is_somebody("Homs Water Council", Evidence(1), (), ())
    (False, True)
    """
    words = fold_key(name).split()
    if _NO_NAME.search(name):
        return False
    if len(words) > 1 and _heads_body(words):
        return True
    if evidence.placed > MAX_PLACED * evidence.places:
        return False
    if len(words) > 1:
        return words[0] in given or evidence.acting >= max(1, MIN_SHARE * evidence.places)
    acts = evidence.acting >= MIN_PLACES and evidence.acting >= MIN_SHARE * evidence.places
    return acts and words[0] not in ordinary and (name.isupper() or not name.endswith("s"))


def _heads_body(words: list[str]) -> bool:
    """Whether the name's last word, or the last before "of" or "for", is a word for a body."""
    found = re.match(r"(?P<front>.+?) (?:of|for|on|to|against) ", f"{' '.join(words)} ")
    last = found["front"].split()[-1] if found else words[-1]
    return last in _HEADS or words[-1] in _HEADS
