"""Finds in whose voice a text labels somebody: the outlet's own, a speaker's, or at a distance.

Words between quotation marks are those of whoever speaks there. Words outside are reported if a verb of speech,
of calling or of blaming governs them: "he said the rebels had left", "he accused the militias". The object of a verb
that takes a stance ("condemned the advance of the rebels") is told by the outlet, and so is what "according to X" or
"X said" only follows.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.marks import Quotation
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph, tag_paragraph
from syria_iraq_archive.annotate.quotes.subjects import speaker_span, subject
from syria_iraq_archive.annotate.quotes.word_tags import TAGS
from syria_iraq_archive.fold import in_ascii, letter_words
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Quote
from syria_iraq_archive.spans import Span

OUTLET, SPEAKER, REPORTED, SCARE, DISTANCED = "outlet", "speaker", "reported", "scare", "distanced"


class Voice(NamedTuple):
    """In whose voice words are printed: one of `records.VOICES`, who speaks as printed, and which actor that is."""

    voice: str
    speaker: str | None = None
    actor: str | None = None
    words: Span | None = None  # where a reported speaker is printed


def quoted_voice(span: Span, quotes: Sequence[Quote]) -> Voice | None:
    """The voice of words between quotation marks; None if they stand between none.

    Of marks inside marks the innermost with a speaker counts.
    """
    around = [quote for quote in quotes if quote.span.start < span.start and span.end < quote.span.end + 1]
    if not around:
        return None
    for quote in reversed(around):
        if quote.speaker is not None or quote.actor is not None:
            return Voice(SPEAKER, quote.speaker, quote.actor)
    if any(quote.kind == "speech" for quote in around):
        return Voice(SPEAKER)
    return Voice(SCARE)


_NAMED = r"(?:he|she|it|they|[\w.'’-]+(?: [\w.'’-]+){0,4}?)"
_DISTANCE = later(
    rf"\bwhat\s+(?P<who>{_NAMED})\s+(?:has |have |had |also )?"
    r"(?:calls?|called|describes?|described|terms?|termed|dubs?|dubbed|labels?|labell?ed"
    r"|brands?|branded|considers?|regards?|views?|refers? to|referred to|said (?:was|were))"
    r"(?:\s+as)?(?: [\w-]+){0,4}?\s*[“\"‘«]?\Z"
    r"|\b(?:described|referred to|known) by (?P<by>[\w.'’ -]{2,40}?) as(?: [\w-]+){0,3}?\s*\Z",
    re.IGNORECASE,
)


def distanced_voice(text: str, block: Span, start: int) -> Voice | None:
    """The voice of words behind "what he described as"; None if no such words stand before `start`."""
    found = _DISTANCE.search(text, max(block.start, start - 100), start)
    if found is None:
        return None
    group = "who" if found["who"] else "by"
    return Voice(DISTANCED, found[group], words=Span(*found.span(group)))


# Verbs of speech whose object is the outlet's words, unless "that" follows: they say what somebody thinks of something.
_STANCE_WORDS = """
condemn denounce announce criticize criticise slam blast lambast lambaste deride mock dismiss reject ridicule praise
laud hail tout urge demand decry deplore applaud commend castigate chastise berate assail lament bemoan welcome rebuke
discuss ask call request refuse reply respond post release publish issue deliver express voice convey cite answer
comment inquire wonder question refer defend threaten recommend beg caution
recall clarify specify recount disclose narrate report confirm reveal declare advise instruct anticipate blog email text
chant relate quote shout cry yell hint order project forecast admit concede acknowledge compliment credit address
"""
_STANCES = frozenset(_STANCE_WORDS.split())
# Verbs that say what somebody does or is in the speaker's view: their objects are the speaker's words.
_CALLING_WORDS = """
accuse blame call dub label brand describe characterize characterise portray liken compare allege claim attribute
consider regard deem designate classify insist assert suggest argue say tell warn stress emphasize emphasise
underline underscore
highlight maintain contend note explain point vow pledge promise predict state affirm reiterate believe think deny term
view indicate add estimate assess boast imply swear complain refer add mention predict
"""
_CALLING = frozenset(_CALLING_WORDS.split())
_MORE_CALLING_WORDS = """
considers considered regards regarded deems deemed designates designated classify classifies classified lists listed
attributes attributed views viewed sees terms termed treats treated brands labels labelled labeled calls called
describes described portray portrays portrayed believes believed
"""
_CALLING_FORMS = frozenset(_MORE_CALLING_WORDS.split())


def reported_voice(paragraph: TaggedParagraph, span: Span, block_start: int) -> Voice | None:
    """The voice of words outside quotation marks that a verb governs; None if the outlet says them itself.

    `block_start` is where their block begins, which the paragraph is a part of.
    """
    token = paragraph.token_at(span.start)
    if token >= len(paragraph.tags):
        return None
    start, _ = paragraph.sentence(token)
    if passive := _called_by(paragraph, span, start):
        return passive
    if headline := _headed(paragraph, start, token, block_start):
        return headline
    for verb in range(token - 1, start - 1, -1):
        if (paragraph.tags[verb] in "VGU" or _calls(paragraph, verb)) and (
            found := _governed(paragraph, verb, start, token)
        ):
            return found
    return None


_IS_CALLED = later(
    r"(?:,|\b(?:is|are|was|were|been|being|still|also|long))\s+(?:\w+ly\s+)?"
    r"(?:considered|regarded|labell?ed|called|branded|described|designated|listed|classified|deemed|treated|viewed|seen"
    r"|declared|termed|dubbed|denounced)(?:\s+as|\s+to\s+be)?\s+(?:an?\s+|the\s+)?[“\"‘«]?\Z"
)
_CAPITAL = r"[A-Z](?:[\w’'-]|\.(?=\w)|(?<=\.[A-Z])\.)*"
_NAME = rf"(?:(?:the|its|their)\s+)?{_CAPITAL}(?:\s+(?:of\s+(?:the\s+)?)?{_CAPITAL}){{0,4}}"
_BY_WHOM = later(
    rf"[”\"’»]?\s+by\s+(?P<who>{_NAME}(?:(?:,|,?\s+and)\s+{_NAME}){{0,3}}|(?!\d)[a-z]"
    r"[\w’' -]{2,40}?(?=[,.;]|\s(?:in|since|and)\s))"
)


def _called_by(paragraph: TaggedParagraph, span: Span, start: int) -> Voice | None:
    """As in: labelled a terrorist organization by the US."""
    text = paragraph.text
    begin = paragraph.span(start, start + 1).start
    if not _IS_CALLED.search(text, max(begin, span.start - 60), span.start):
        return None
    by = _BY_WHOM.match(text, span.end)
    return Voice(REPORTED, by["who"], words=Span(*by.span("who"))) if by else None


def _calls(paragraph: TaggedParagraph, token: int) -> bool:
    if paragraph.tags[token] not in "nv":
        return False
    word = paragraph.word(token).lower()
    if word not in _CALLING_FORMS or _PASSIVE.search(paragraph.tags, max(0, token - 3), token):
        return False
    is_noun = word in _NOUNS_TOO and (
        paragraph.tags[token - 1 : token] in ("D", "O")
        or paragraph.tags[token + 1 : token + 2] in ("", "O", ",", "C", ".")
    )
    return not is_noun


_PASSIVE = later("BR*\\Z")
_NOUNS_TOO = frozenset({"terms", "views", "calls", "brands", "labels", "treats"})


_HEADED = later(r"N{1,5}:")


def _headed(paragraph: TaggedParagraph, start: int, token: int, block_start: int) -> Voice | None:
    """As in a headline: "Erdogan: Terrorists have no future"."""
    found = _HEADED.match(paragraph.tags, start, token)
    if found is None or start or paragraph.region.start != block_start:
        return None
    words = paragraph.span(start, found.end() - 1)
    return Voice(REPORTED, words.of(paragraph.text), words=words)


_THAT = later(r"(?:[RM,]|O?D?M+|-[^-]{1,8}-|,[^,]{1,14},)*T")
_HEARER = later(r"(?:D?[nNP]{1,6}(?:(?:O|C)D?[nNM]{1,6}){0,3}|P)?(?:,?[OR]?D?M+)?T")
_PARENTHESIS = later(r"[,Q?\-][RM]*\Z")


def _governed(paragraph: TaggedParagraph, verb: int, start: int, token: int) -> Voice | None:
    """The voice of the words at `token` if the verb before them governs them."""
    tags = paragraph.tags
    who = subject(paragraph, verb, start)
    is_inverted = who is not None and who[0] > verb  # "…," said a rebel: what follows describes who speaks
    if is_inverted or _is_over(paragraph, verb, start, token, who):
        return None
    between = tags[verb + 1 : token]
    is_noun = tags[verb] == "G" and not _is_told(paragraph, verb)
    if is_noun or between[:1] in ("g", "G"):  # "will consider sending …" calls nobody anything
        return None
    stem = _stem(paragraph.word(verb).lower())
    is_clause = "T" in between and (_THAT.match(between) or _HEARER.match(between) or stem in _TELLING)
    if not is_clause and not _takes_object(paragraph, verb, stem, between):
        return None
    is_participle = tags[verb - 1 : verb] == "," and paragraph.word(verb).lower().endswith("ed")
    if who is None or (is_participle and paragraph.word(verb + 1).lower() == "as"):  # "X, listed as a … by Y"
        return Voice(REPORTED)
    words = speaker_span(paragraph, who)
    return Voice(REPORTED, words.of(paragraph.text), words=words)


_SAYING = frozenset({"saying", "claiming", "accusing", "calling", "blaming", "alleging", "warning", "describing"})


def _is_told(paragraph: TaggedParagraph, gerund: int) -> bool:
    """Whether an -ing form reports speech, and is no noun ("sends a warning to …")."""
    before = paragraph.tags[gerund - 1 : gerund]
    if before in ("", ",", "Q", "C", "S", "-", "P", "R"):
        return True
    word = paragraph.word(gerund).lower()
    return word in _SAYING and (word != "warning" or paragraph.tags[gerund + 1 : gerund + 2] in ("T", "O"))


_TELLING = frozenset({"tell", "say", "warn", "inform", "assure", "remind", "add", "point", "claim", "stress"})


def _takes_object(paragraph: TaggedParagraph, verb: int, stem: str, between: str) -> bool:
    """Whether the verb's object is in the speaker's words: it calls, blames or claims, or a clause follows it."""
    if stem in _CALLING or paragraph.word(verb).lower() in _CALLING_FORMS:
        if _means_else(paragraph, verb, stem, between):
            return False
        return stem != "tell" or "T" in between or "S" in between or bool(re.search("[nN][RBAV]|P", between))
    if stem in _STANCES:
        noun_ends = _NO_CLAUSE.match(paragraph.tags, verb + 1 + len(between))
        if (
            noun_ends
            and stem in _AS_WHAT
            and not re.search("[VUvABtT;]", between)
            and _AS.search(_text_of(paragraph, verb, between))
        ):
            return True
        return stem in _CLAUSAL and re.match("(?:P|D?[nN]+)[ABv]", between) is not None
    return paragraph.tags[verb] != "U"


_AS = later(
    r"\w\W+as(?:\s+(?:an?|the|mere|just))?(?:\s+[\w-]+(?:,|\s+and|\s+or)(?:\s+an?)?)*\s*[“\"‘«]?\Z"
)  # "dismissed his critics as"


_NO_CLAUSE = later(r"[nNDM]+(?!R?[vABV])")  # "dismissed his guards as rebels stormed": no predicate of theirs
_AS_WHAT_WORDS = (
    "dismiss denounce condemn deride mock ridicule praise laud hail tout decry criticize slam blast reject refer"
)
_AS_WHAT = frozenset(_AS_WHAT_WORDS.split())


def _text_of(paragraph: TaggedParagraph, verb: int, between: str) -> str:
    """The text between a verb and a label."""
    return paragraph.span(verb + 1, verb + 1 + len(between)).of(paragraph.text) if between else ""


def _means_else(paragraph: TaggedParagraph, verb: int, stem: str, between: str) -> bool:
    """Whether a verb of calling calls nobody anything here: "called for talks", "alleged use", "points a gun"."""
    word, following = paragraph.word(verb).lower(), paragraph.word(verb + 1).lower() if between else ""
    if stem == "call":
        return following in ("for", "on", "upon")
    if stem == "point":
        return following not in ("to", "out", "at")
    return (stem in _ONLY_PAST and not word.endswith("ed")) or (stem == "allege" and between.startswith("n"))


# Of these only past forms take an object in the speaker's words: "this highlights the weakness of the regime".
_ONLY_PAST = frozenset(
    [
        "highlight",
        "underscore",
        "underline",
        "emphasize",
        "emphasise",
        "stress",
        "maintain",
        "note",
        "suggest",
        "imply",
        "indicate",
        "explain",
    ]
)
_CLAUSAL = frozenset(
    [
        "announce",
        "report",
        "confirm",
        "reveal",
        "declare",
        "recall",
        "clarify",
        "admit",
        "concede",
        "acknowledge",
        "hint",
        "anticipate",
        "forecast",
        "recount",
    ]
)


def _is_over(paragraph: TaggedParagraph, verb: int, start: int, token: int, who: tuple[int, int] | None) -> bool:
    """Whether the clause of the verb ends before `token`: it is a subordinate one, or stands between commas."""
    tags = paragraph.tags
    first = who[0] if who else verb
    between = tags[verb + 1 : token]
    if ";" in between and "T" not in between[between.rindex(";") :]:
        return True
    if _speaks_itself(paragraph, between, token):
        return True
    opened = max(tags.rfind("S", start, first), start - 1)
    if opened >= start and tags[start:opened].strip("R,") == "" and paragraph.word(opened).lower() != "what":
        return "," in between and not re.search("T[^,]*\\Z", between)
    if first > start and tags[first - 1] == "," and re.match("[RM]*(?:[OM][DM]*M+)?,", between):
        return True
    return bool(re.match("[RM]*(?:O?D?M+)?(?:\\Z|[,;]C?[nND])", between)) and first > start and tags[first - 1] in ",Q"


_BESIDE = later(r",[SC][^,;T]*\Z")
_SPEAKS = later(r"[nNDM]*(?:O[DnNM]+)?R?[V]")
_WHILE = frozenset({"while", "whereas", "but", "and", "though", "although"})


def _speaks_itself(paragraph: TaggedParagraph, between: str, token: int) -> bool:
    """Whether the words at `token` are, or are in, the subject of another verb of speech: "…, but rebels denied it"."""
    opened = _BESIDE.search(between)
    if opened is None or not _SPEAKS.match(paragraph.tags, token):
        return False
    return paragraph.word(token - len(between) + opened.start() + 1).lower() in _WHILE


def _stem(word: str) -> str:
    """The plain form of a verb of speech.

    >>> _stem("accused"), _stem("says"), _stem("denies"), _stem("told")
    ('accuse', 'say', 'deny', 'tell')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, plain in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", "e"),
        ("ed", "e"),
        ("ing", "e"),
        ("s", ""),
        ("ed", ""),
        ("es", ""),
        ("ing", ""),
        ("led", ""),
        ("bed", ""),
        ("med", ""),
    ):
        if word.endswith(ending) and (stem := word.removesuffix(ending) + plain) in _KNOWN:
            return stem
    return word


_KNOWN = _STANCES | _CALLING
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "saying": "say",
    "says": "say",
    "saw": "see",
    "swore": "swear",
    "thought": "think",
}


def may_report(text: str) -> bool:
    """Whether a verb in these words could report what stands behind them. Most have none, which is told fast.

    >>> may_report("The"), may_report("He says the"), may_report("Erdogan:")
    (False, True, True)
    """
    if ":" in text:
        return True
    small = in_ascii(text).lower()
    words = letter_words(small) if small.isascii() else _WORDS.findall(small)
    if not _REPORTING.isdisjoint(words):
        return True
    return not _BEFORE_THAT.isdisjoint(words) and not _THATS.isdisjoint(words)


_WORDS = later(r"[a-z]+")
_REPORTING = _CALLING_FORMS.union(
    word for word, tag in TAGS.items() if tag in "VG" or (tag == "U" and _stem(word) in _KNOWN)
)
_BEFORE_THAT = frozenset(word for word, tag in TAGS.items() if tag == "U") - _REPORTING  # these report only a clause
_THATS = frozenset(word for word, tag in TAGS.items() if tag == "T")


_FAR = 600  # characters of a sentence before a label that are read
_STOP = later(
    r"[.?!…\n](?:(?<=\n)|(?<=[^\W\d_]{3}[.?!…])[”\"’»)]*\s+(?=[^\W\d_a-z])|(?<!\n)[”\"’»]\s+)"
)  # begins with a set of characters, which are found fast
_ABBREVIATED = later(
    r"\b(?:Gen|Sen|Rep|Gov|Col|Maj|Capt|Brig|Prof|Rev|Lieut|Cmdr|Adm|Sgt|Messrs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.\s+\Z"
)


def sentence_start(text: str, block: Span, end: int, quotes: Sequence[Quote]) -> int:
    """Where the sentence that goes on at `end` begins, outside quotations. `quotes` are the block's."""
    start = max(block.start, end - _FAR)
    for stop in reversed(list(_STOP.finditer(text, start, end))):
        at = stop.end()
        is_inside = any(quote.span.start < at < quote.span.end for quote in quotes)
        if not is_inside and not _ABBREVIATED.search(text, max(start, at - 10), at):
            return at
    return min([start, *(quote.span.start for quote in quotes if quote.span.start < start < quote.span.end)])


def passage_around(text: str, start: int, span: Span, block: Span, quotes: Sequence[Quote]) -> TaggedParagraph:
    """The tagged text from `start` to a bit behind a label. `quotes` are the block's."""
    region = Span(start, min(block.end, span.end + 40))
    return tag_paragraph(text, region, outermost([quote.span for quote in quotes], region))


def outermost(spans: Sequence[Span], region: Span) -> list[Quotation]:
    """The quotations at `spans` that lie in `region` and in no other."""
    found: list[Quotation] = []
    reached = region.start
    for span in spans:
        if reached <= span.start and span.end <= region.end and span.length > 1:
            found.append(Quotation(span, Span(span.start + 1, span.end - 1)))
            reached = span.end
    return found
