"""Decides which actor of the registry a speaker is, and which actor was told.

A speaker may be printed as a name, as "he", or as "the spokesman". What the article leaves open stays None.
"""

import re
from collections.abc import Callable, Iterator, Set
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.mention_index import MentionIndex
from syria_iraq_archive.annotate.quotes.named_speakers import named_by
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph
from syria_iraq_archive.annotate.quotes.subjects import NOUN_PHRASE, opening, speaker_span, subject
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_PERSONAL = frozenset({"he", "she"})
# How far back a speaker is looked for. Farther away, a pronoun or description means somebody else.
_PARAGRAPHS_BACK = 4
_SENTENCES_BACK = 16
_MENTIONS_BACK = 60

_DESCRIPTION = later(
    r"[Tt]he\s+(?:[\w'’\-]+\s+){0,3}?(?P<head>[a-z][\w\-]{2,})(?=\s+(?:of|for|in|from|at|within)\s|\Z)"
)

_ABBREVIATED = "(?:Dr|Mr|Mrs|Ms|Sen|Rep|Rev|Prof|Eng|Lt|Gen|Col|Maj|Brig|Capt|Sgt|Adm|Cmdr|[A-Z])"
_APPOSED = later(
    r"(?:[ \u00a0](?:إلى|في|لدى)(?:[ \u00a0][^\W\d_]+){1,3})?[,،]\s"
    rf"(?P<name>(?:(?:[A-Z]\w*|{_ABBREVIATED}\.)\s){{0,2}})"
)
_SPOKEN = later(r"spokes(?:man|woman|person)")


class Passage(NamedTuple):
    """An article as it is searched for speakers."""

    text: str
    mentioned: MentionIndex
    people: Set[str]  # ids of the actors that are persons
    paragraph_before: Callable[[int], TaggedParagraph | None]  # the one before the paragraph that begins at an offset
    outlets: Set[str] = frozenset()  # ids of the actors that are media


def actor_of(passage: Passage, speaker: Span) -> str | None:
    """The actor whom the words of `speaker` mean; None if they mean none for sure.

    >>> from syria_iraq_archive.records import Mention
    >>> text = "Lawmaker Issam al-Kreiti"
    >>> named = MentionIndex(text, [Mention(actor="issam-al-kreiti", span=Span(9, 24), surface=text[9:], rule="name")])
    >>> actor_of(Passage(text, named, {"issam-al-kreiti"}, lambda _: None), Span(0, 24))
    'issam-al-kreiti'
    """
    printed = speaker.of(passage.text)
    if named := named_by(passage.mentioned, speaker, passage.people):
        return named.actor
    if apposed := _apposed(passage, speaker):
        return apposed
    if description := _DESCRIPTION.fullmatch(printed) or _DESCRIPTION.match(printed):
        return _described(passage, description["head"], speaker.start)
    return None


def _apposed(passage: Passage, speaker: Span) -> str | None:
    """The person whose name follows a description ("the head of the service, Hamid al-Shatri, said").

    In Arabic, too: حذر المبعوث إلى سوريا، غير بيدرسون، من أن.
    """
    comma = _APPOSED.match(passage.text, speaker.end, speaker.end + 60)
    if comma is None:
        return None
    for mention in passage.mentioned.within(Span(comma.start("name"), comma.end() + 1)):
        ends = passage.text.startswith((",", "،", " said", " told"), mention.span.end)
        return mention.actor if ends and mention.actor in passage.people else None
    return None


def _described(passage: Passage, head: str, before: int) -> str | None:
    """The person whom the article introduced with the word `head`.

    For example "Strategic expert X", or "X, a spokesman for the ministry".
    """
    as_title, as_apposition = _introductions(head)
    text = passage.text
    for mention in islice(passage.mentioned.before(before), _MENTIONS_BACK):
        if mention.actor in passage.people and (
            as_title.search(text[max(0, mention.span.start - 100) : mention.span.start])
            or as_apposition.match(text, mention.span.end, mention.span.end + 90)
        ):
            return mention.actor
    return None


@lru_cache(maxsize=256)  # most people are called "the minister" or the like
def _introductions(head: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of what stands before and behind the name of somebody who is introduced by the word `head`."""
    word = "spokes(?:man|woman|person)" if _SPOKEN.fullmatch(head) else re.escape(head)
    as_title = rf"(?<!\w){word}\s+(?:(?:for|of|in|at|from)\s[^,.;]{{1,60}},\s+)?\Z"
    as_apposition = rf",\s+(?:[\w'’\-]+\s+){{0,5}}{word}(?!\w)"
    return re.compile(as_title, re.IGNORECASE), re.compile(as_apposition, re.IGNORECASE)


def is_personal(printed: str) -> bool:
    """Whether the speaker is only "he" or "she".

    >>> is_personal("She"), is_personal("the minister")
    (True, False)
    """
    return printed.lower() in _PERSONAL


def person_before(passage: Passage, paragraph: TaggedParagraph, pronoun: int) -> str | None:
    """The person whom "he" or "she" at token `pronoun` means; None if that is unclear.

    That is whom its sentence, or the nearest sentence before, is about. A name that the registry doesn't know ends the
    search, because somebody else has been spoken of since.
    """
    is_she = paragraph.text[slice(*paragraph.spans[pronoun])].lower() == "she"
    for topic in islice(_topics(passage, paragraph, pronoun), _SENTENCES_BACK):
        actor = actor_of(passage, topic.printed)
        if actor is not None and actor in passage.people:
            return actor if _is_womans(actor) == is_she else None
        if actor is None and topic.is_name:
            return None
    return None


class _Topic(NamedTuple):
    """Whom a sentence is about."""

    printed: Span
    is_name: bool


_ASCRIBED = later(rf"Kt(?P<who>{NOUN_PHRASE})")


def _topics(passage: Passage, paragraph: TaggedParagraph, pronoun: int) -> Iterator[_Topic]:
    """Whom each sentence before a pronoun is about: from its own sentence back through the paragraphs before."""
    current: TaggedParagraph | None = paragraph
    end = pronoun
    for _ in range(_PARAGRAPHS_BACK):
        if current is None:
            return
        while end > 0:
            last = end - 1 if current.tags[end - 1] not in ".?" else max(0, end - 2)
            start, _ = current.sentence(last)
            if topic := _topic(current, start, end):
                yield topic
            end = min(start, end - 1)
        current = passage.paragraph_before(current.region.start)
        end = len(current.tags) if current else 0


def _topic(paragraph: TaggedParagraph, start: int, end: int) -> _Topic | None:
    """Whom a sentence is about: "according to X", the subject of its first verb of speech, or what it begins with."""
    if ascribed := _ASCRIBED.search(paragraph.tags, start, end):
        printed = speaker_span(paragraph, ascribed.span("who"))
        return _Topic(printed, _is_name(ascribed["who"], printed.of(paragraph.text)))
    verb = paragraph.tags.find("V", start, end)
    who = subject(paragraph, verb, start) if verb >= 0 else None
    if who is None and paragraph.tags[start] != "S":  # "If X does so, …" isn't about X
        who = opening(paragraph, start, end)
    if who is None:
        return None
    printed = speaker_span(paragraph, who)
    is_set_off = printed.start >= paragraph.spans[who[1] - 1][1]  # "the spokesman, Ali Hasan,"
    return _Topic(printed, is_set_off or _is_name(paragraph.tags[who[0] : who[1]], printed.of(paragraph.text)))


def _is_name(tags: str, printed: str) -> bool:
    """Whether a noun phrase looks like a name: "Karim Sabri", "Sabri"; not "Observers" at the head of a sentence."""
    return tags.endswith("NN") or (tags.endswith("N") and not printed.endswith("s"))


# Given names of women, as ids of actors have them. They keep "he" and "she" apart most of the time.
_WOMENS_NAMES = """
aisha alia amal amina amira angela anna annalena antonella asma avril barbara bouthaina carla caroline catherine dana
diana dina elham elizabeth emma esther farah fatima federica feleknas fiona fatma gina hala hanan haneen heather
helen hillary hind huda ilham inas jacinda jane janine jeanine joanna jennifer jeannine julie kaja kamala karen karoline
laila leila layla lina linda liz lina lisa madeleine maha maria maram mariam marie marwa mary maryam maya megan melanie
michelle mira mona nada nadia nadine najat najla nancy nawal nikki noura olivia penny rachel rana rania rasha reem
rim rima rola roza sabrina salma samantha samar samira sana sara sarah selva shatha shirin sigrid sonia suha susan tammy
theresa thekra ursula vian victoria wafa wendy yael yasmin zahra zainab zeina
"""

_WOMENS = frozenset(_WOMENS_NAMES.split())


def _is_womans(actor: str) -> bool:
    """Whether the id of a person begins with a woman's given name.

    >>> _is_womans("ilham-ahmed"), _is_womans("yahya-rasool")
    (True, False)
    """
    return actor.split("-", maxsplit=1)[0] in _WOMENS


_TOLD_REACH = 600  # characters of a sentence that are searched

_TOLD = later(
    r"(?<!\w)(?:(?:told|tells|telling)"
    r"|(?:spoke|speaks|speaking|talked|talking) (?:to|with)"
    r"|(?:comments?|remarks?|statements?|interviews?|briefings?|letters?|messages?)"
    r"(?: [\w\-]+){0,2} (?:to|with|for)"
    r"|[وف]?(?:لوكالة|لقناة|لصحيفة|لموقع|لإذاعة|لشبكة)"
    r"|(?:تصريح|تصريحات|حديث|مقابلة|حوار)(?: [^\W\d_]+){0,2} لوكالة"
    r"|(?:تصريح|تصريحات|حديث|مقابلة|حوار)(?: [^\W\d_]+){0,2} (?:مع|إلى))"
    r"\s+(?P<name>(?:[Tt]he\s+)?(?:[A-Z]\w+['’]s\s+)?(?:Agence |وكالة |قناة |صحيفة |موقع )?"
    r"(?:(?:[a-z][\w-]*\s+){0,4}(?:agency|newspaper|channel|broadcaster|television|daily|station|outlet|website|network"
    r"|weekly|magazine|radio|paper|site|service|platform|state-run|state-owned|[\w]+-(?:based|language|owned|run))\s+)?)[«“\"]?"
)

_NUMBERED = later(r"[A-Z]\w+ \d")  # "the channel Russia 24" isn't Russia

# Wherever `_TOLD` matches, there is one of these words. A list of plain words is fast, so it is tried first.
_SIGN = later(
    "told|tell|spoke|speak|talk|comment|remark|statement|interview|briefing|letter|message"
    "|لوكالة|لقناة|لصحيفة|لموقع|لإذاعة|لشبكة|تصريح|حديث|مقابلة|حوار"
)


def told_to(passage: Passage, paragraph: TaggedParagraph, sentence: Span) -> str | None:
    """The actor that a sentence says was told ("told Shafaq News", "in comments to 964media", "للجزيرة نت").

    None for "told reporters" or "told Iraqi officials". Text inside quotations doesn't count.

    >>> from syria_iraq_archive.annotate.quotes.paragraphs import tag_paragraph
    >>> from syria_iraq_archive.records import Mention
    >>> text = "He told Shafaq News so."
    >>> named = MentionIndex(text, [Mention(actor="shafaq-news", span=Span(8, 19), surface="Shafaq News", rule="name")])
    >>> passage = Passage(text, named, set(), lambda _: None, {"shafaq-news"})
    >>> told_to(passage, tag_paragraph(text, Span(0, len(text)), ()), Span(0, len(text)))
    'shafaq-news'
    """
    mentioned = passage.mentioned
    for piece in paragraph.outside_quotes(sentence):
        end = min(piece.end + _MARK_LENGTH, piece.start + _TOLD_REACH)
        if mentioned.is_silent(Span(piece.start, piece.end + _MARK_LENGTH + 1)):
            continue
        if outlet := _outlet_told(passage, piece):
            return outlet
        if not _SIGN.search(paragraph.text, piece.start, end):
            continue
        for match in _TOLD.finditer(paragraph.text, piece.start, end):
            name = match.start("name")
            actor = mentioned.named_at(name) or mentioned.named_at(match.end())
            if actor and (actor in passage.outlets or not _NUMBERED.match(paragraph.text, match.end())):
                return actor
            if outlet := _outlet_of_journalist(passage, name):
                return outlet
    return None


_MARK_LENGTH = 1  # an outlet's name in quotation marks begins so far behind the words before it
_TO_IN_ARABIC = later(r"(?<!\w)[وف]?ل(?:ـ[ \u00a0]?)?[«\"“”]?\Z")
_JOURNALIST = later(r"['’]s\s+(?:[A-Z]|correspondent|reporter|journalist|crew|programme|program|podcast|website)")


def _outlet_told(passage: Passage, piece: Span) -> str | None:
    """The outlet whose name has the Arabic "to" in front of it: للجزيرة نت, لوكالة رويترز, لـ«النهار»."""
    for mention in passage.mentioned.within(Span(piece.start, piece.end + _MARK_LENGTH + 1)):
        if mention.actor in passage.outlets:
            before = passage.text[max(0, mention.span.start - 5) : mention.span.start]
            if mention.surface.startswith("لل") or _TO_IN_ARABIC.search(before):
                return mention.actor
    return None


def _outlet_of_journalist(passage: Passage, offset: int) -> str | None:
    """The outlet of whoever is told: Al Jazeera’s Rana Aziz."""
    for mention in passage.mentioned.within(Span(offset, offset + 1)):
        if mention.actor in passage.outlets and _JOURNALIST.match(passage.text, mention.span.end):
            return mention.actor
    return None
