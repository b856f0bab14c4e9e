"""Bylines: who wrote an article, said above its body ("By …", "News Desk - The Cradle") or signed off below it."""

import re
from typing import NamedTuple

from syria_iraq_archive.parse.datelines import is_known_place
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later

MAX_BYLINE_WORDS = 16  # of a byline above a body; a longer line is a sentence, or a list of names
MAX_CONTRIBUTED_WORDS = 45  # of a line that says who contributed, which is a sentence
_NAME = r"[^\W\d_][\w.'’\-]*"


class BylineCue(NamedTuple):
    """A form of byline: how it opens, and whether it stands below a body. Then it may be a sentence."""

    name: str
    pattern: re.Pattern[str]
    signs_off: bool


def _cue(name: str, pattern: str, *, signs_off: bool = False) -> BylineCue:
    return BylineCue(name, later(rf"[(\[]?\s*(?:{pattern})"), signs_off)


BYLINE_CUES: tuple[BylineCue, ...] = (
    _cue(
        "reporting-by",
        r"(?i:(?:additional |further )?reporting (?:and writing )?by:?\s)|تغطي[ةه] (?:صحفي[ةه]|إخباري[ةه])\s",
        signs_off=True,
    ),
    _cue("writing-by", r"(?i:(?:writing|editing|compiled|translated|edited|translation) by:?\s)", signs_off=True),
    _cue("author", r"(?i:authors?)\s*:?\s+(?=[^\W\d_a-z])", signs_off=True),
    _cue("about-author", r"(?i:about the authors?:?)\s*", signs_off=True),
    _cue(
        "written-by",
        r"(?i:(?:written|story|report|words|reported|interview|interviewed|analysis|posted|submitted|published) by)"
        r"\s*:?\s+",
    ),
    _cue("label", r"(?:BYLINE|Byline|byline)\s*:\s*(?:(?:By|BY|by)\s+)?(?=\w)"),
    _cue("by", r"(?:By|BY|by:|By:|BY:)\s*(?=[^\W\d_a-z]|staff|Staff)"),
    _cue("by-handle", r"by\s+(?=[\w.-]+(?:\s+[\w.-]+)?$)"),
    _cue(
        "correspondent",
        r"(?i:(?:from |by )?(?:our|a|the|an? \w+) (?:special |own |staff |foreign )?(?:correspondents?|reporters?)"
        r"(?: in [\w .'’-]{2,30})?$)|(?:من )?مراسل(?:نا|تنا)?(?: في \S+(?: \S+)?)?$|خاص\s*[-–—:/]\s*(?=\w+$)",
    ),
    _cue("arabic", r"(?:كتب[ت]?|بقلم|إعداد|اعداد|تقرير|تحرير|ترجمة|الكاتب|المؤلف)\s*[:/ـ]\s*(?=\w)"),
)
"""The cues that open a byline, in the order in which they are tried."""

_ANY_CUE = later("|".join(cue.pattern.pattern for cue in BYLINE_CUES))

_CONTRIBUTED = later(
    r"(?:[\w\s.'’,\-]{0,80}\b(?:writers?|correspondents?|reporters?|journalists?|producers?|staff)\b.{2,200}"
    r"|[^.]{4,200})\bcontributed\b(?:\s+reporting)?\s*(?:to\s+th(?:is|e)\s+(?:report|story|article))?.{0,60}\.?$"
)
_DESK = later(
    r"(?:staff (?:&|and) agencies"
    r"|(?:the )?(?:news|web|foreign|world|middle east|mena|iraq|syria|arab|english)[ -]?desk"
    r"|staff(?: writers?| reporters?)?"
    r"|newsroom|agencies|news agencies|editorial (?:staff|board|team)|special correspondent)$",
    re.IGNORECASE,
)
_REPORTER = later(
    r"(?:[\w\s-]{0,30}\s)?"
    r"(?:correspondent|reporter|editor|contributor|columnist|journalist|writer|analyst|bureau chief)s?"
    r"(?:\s+(?:in|at)\s.{2,30})?$",
    re.IGNORECASE,
)
_PERSON = later(rf"{_NAME}(?:[ \u00a0]{_NAME}){{1,4}}(?:\s+(?:and|&)\s+{_NAME}(?:[ \u00a0]{_NAME}){{1,4}})?$")
_INITIAL_END = later(r"(?<!\w)(?:\w|Jr|Sr|Ph\.D|M\.D)\.$")
_BY = later(r"by:?\s+", re.IGNORECASE)
_PARTICLE = later(r"^(?:[aAeE][lL]|[aA][nrstz]|bin|ibn)-")
_OPENERS = {"(": ")", "[": "]"}
_PARTICLES = frozenset(
    ["al", "el", "bin", "ibn", "abu", "abd", "ad", "de", "van", "von", "der", "and", "&", "of", "al-", "ud"]
)
_SENTENCE_END = later(r"[a-z]{4,}\.$")
_JOINED = later(r"\s[-–—|]\s|\w\s{0,9}\|\s{0,9}\w")
_JOINT_MARK = later(r"[-–—|,]")
_JOINTS = later(r"\s{1,9}[-–—|]\s{1,9}|\s{0,9}\|\s{0,9}|,\s{1,9}")


def byline_cue(text: str) -> BylineCue | None:
    """The form of byline that the line `text` is, by how it opens; None if it is no byline.

    >>> byline_cue("Reporting by A. Nasser; Editing by B. Lane").name, byline_cue("By the river, two men waited.")
    ('reporting-by', None)
    """
    if _ANY_CUE.match(text):
        for cue in BYLINE_CUES:
            if cue.pattern.match(text) and (cue.signs_off or _is_bare(text)):
                return cue
    if "contributed" in text and len(text.split()) <= MAX_CONTRIBUTED_WORDS and _CONTRIBUTED.match(text):
        return BylineCue("contributed", _CONTRIBUTED, True)
    return None


def _is_bare(text: str) -> bool:
    """Whether `text` is no sentence: short, and no full stop behind a longer word (an initial may have one)."""
    if len(text.split()) > MAX_BYLINE_WORDS:
        return bool(names_of(_without_cue(text)))
    return not _SENTENCE_END.search(text)


def is_by_outlet(text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` is "By" and the name of an outlet, which may begin with a small letter or a digit."""
    by, _, outlet = text.partition(" ")
    return by.rstrip(":").lower() == "by" and vocabulary.byline_outlet(outlet) is not None


def names_outlet(text: str, vocabulary: Vocabulary) -> str | None:
    """The id of the outlet that a joined byline ("News Desk - The Cradle") names in its last part."""
    head, _, tail = _last_joint(text)
    return (
        vocabulary.byline_outlet(tail)
        if head and len(head.split()) <= MAX_BYLINE_WORDS and not _ends_sentence(head)
        else None
    )


def _last_joint(text: str) -> tuple[str, str, str]:
    """What stands before the last joint of a byline, the joint, and what stands behind it."""
    joints = list(_JOINTS.finditer(text)) if _JOINT_MARK.search(text) else []
    if not joints:
        return "", "", text
    last = joints[-1]
    return text[: last.start()], last.group(), text[last.end() :]


def _ends_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?", "”", '"'))


def is_desk(text: str) -> bool:
    """Whether `text` is the byline of a desk or of staff, and nothing else.

    >>> is_desk("News Desk"), is_desk("News from the desk")
    (True, False)
    """
    return bool(_DESK.match(text.strip()))


def is_name_with_place_or_role(text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` is a name, a bar or comma, and a place or a reporter's role ("Rima Saado | Beirut")."""
    name, joint, rest = _first_joint(text)
    if joint:
        return is_person_name(name) and (is_known_place(rest, vocabulary) or bool(_REPORTER.match(rest)))
    job = _job_behind(text)
    return job is not None and bool(names_of(text[: job.start()]))


def before_joint(text: str) -> str:
    """What stands before the first dash, bar or comma that joins two parts of a byline; all of it without one.

    >>> before_joint("News Desk - The Cradle")
    'News Desk'
    """
    return _first_joint(text)[0]


def is_joined(text: str) -> bool:
    """Whether a dash or bar joins two parts of a byline.

    >>> is_joined("Ali Hasan - The Post"), is_joined("Ali al-Hasan")
    (True, False)
    """
    return bool(_JOINED.search(text))


def _first_joint(text: str) -> tuple[str, str, str]:
    joint = _JOINTS.search(text) if _JOINT_MARK.search(text) else None
    return (text[: joint.start()], joint.group(), text[joint.end() :]) if joint else (text, "", "")


def is_person_name(text: str) -> bool:
    """Whether `text` has the form of one or two personal names and nothing else: capitals, but for particles.

    >>> is_person_name("Khalil al-Nasser"), is_person_name("Troops leave Homs")
    (True, False)
    """
    if not _PERSON.match(text):
        return False
    words = (word for word in text.split() if word.lower().rstrip("-") not in _PARTICLES)
    return all(_is_capitalised(word) for word in words)


_BETWEEN_NAMES = later(r"\s*[,،;/]\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_CHANGED_BY = later(
    r"\s*[,;|(-]\s*(?:updated|edited|translated|revised|additional reporting|photos?) by\s+", re.IGNORECASE
)


def names_of(text: str) -> tuple[str, ...]:
    """The names of which `text` is a list; none if it holds anything else but who updated or translated.

    >>> names_of("Rana Haddad, Omar Khalil & Lina Qabbani"), names_of("Troops leave, rebels stay")
    (('Rana Haddad', 'Omar Khalil', 'Lina Qabbani'), ())
    """
    names = tuple(_BETWEEN_NAMES.split(_CHANGED_BY.sub(", ", text).strip(" ,.)")))
    return names if all(map(is_person_name, names)) else ()


def _is_capitalised(word: str) -> bool:
    bare = _PARTICLE.sub("", word)
    return bare[:1].isupper() or (not bare[:1].islower() and bare[:1].isalpha())


def leading_outlet(text: str, vocabulary: Vocabulary) -> str | None:
    """The id of the outlet whose name a byline begins with ("By Reuters Staff")."""
    first, _, rest = _without_cue(text).partition(" ")
    return vocabulary.byline_outlet(first) if rest else None


def _without_cue(text: str) -> str:
    for cue in BYLINE_CUES:
        if match := cue.pattern.match(text):
            return text[match.end() :]
    by = _BY.match(text)
    return text[by.end() :] if by else text


# Where to find the author elsewhere, behind the name: an address, the handle on a network.
_ADDRESS = later(
    r"\s*[-–—,|•/(<\[]*\s*(?:(?:e-?mail|twitter|follow(?: (?:her|him|me))?(?: on \w+)?|contact)\s*:?\s*)?"
    r"(?:@\w{2,}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+)[)>\]]?(?=\s|,|;|$)",
    re.IGNORECASE,
)
_SPACED_JOINT = later(r"\s+[-–—|]\s+")
_JOB_BEHIND = later(
    r"(?<=\w)\s+(?:(?:Senior|Staff|Chief|Foreign|Political|National|World|Managing|Deputy|Associate|Assistant"
    r"|Contributing|Special|Investigative|Security|Defen[cs]e|Diplomatic|Lifestyle|Business|News|Freelance|Executive"
    r"|Middle East|White House|Culture|Health)\s+){0,3}"
    r"(?:Correspondent|Reporter|Editor(?:[- ]in[- ][Cc]hief)?|Writer|Columnist|Journalist|Contributor|Producer|Analyst)"
    r"$"
)
_JOB_ENDS = ("ent", "ter", "tor", "hief", "ist", "cer", "yst")  # of these jobs


def _job_behind(text: str) -> re.Match[str] | None:
    """The job that stands behind a name at the end of the line `text`."""
    return _JOB_BEHIND.search(text) if text.endswith(_JOB_ENDS) else None


def _before_outlet(value: str) -> str:
    """A name less the outlet that a spaced dash joins to it ("Rana Haddad - The Tigris Post"), even an unknown one."""
    head, *tail = _SPACED_JOINT.split(value)
    is_outlet = any(map(_OUTLET_WORD.search, tail))
    return head if is_outlet and (names_of(head) or is_desk(head)) else value


_OUTLET_WORD = later(
    r"^The\s|\b(?:news|times|post|press|tribune|herald|media|agency|network|tv|radio|daily)\b", re.IGNORECASE
)


def _without_job(value: str) -> str:
    """A name less the job printed right behind it ("Rana Haddad Senior Reporter")."""
    job = _job_behind(value)
    return value[: job.start()] if job and is_person_name(value[: job.start()]) else value


def byline_value(text: str, vocabulary: Vocabulary) -> str:
    """A byline without its cue and the outlet's name; the outlet's name if nothing else is left.

    What can't be taken apart is given back as it is.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> byline_value("By Rana Haddad.", Vocabulary(Registry({}, {})))
    'Rana Haddad'
    """
    value = _ADDRESS.sub("", _without_cue(text))
    if text[:1] in _OPENERS and value.endswith(_OPENERS[text[0]]):
        value = value[:-1]
    head, _, tail = _last_joint(value)
    if head and vocabulary.byline_outlet(tail):
        value = head
    outlet, _, rest = value.partition(" ")
    if rest and vocabulary.byline_outlet(outlet):
        value = rest
    value = _without_job(_before_outlet(value.strip())) or text
    return value if _INITIAL_END.search(value) else value.removesuffix(".")
