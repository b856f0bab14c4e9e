"""Tells what a word does in a sentence that reports speech, as one letter: its tag.

The patterns of `subjects` and `speaker_rules` are written in these letters::

    V  verb of speech, finite        U  verb that introduces speech only right beside it ("read:", "began")
    G  its -ing form                 K  "according"
    P  personal pronoun              W  "who", "which"
    D  determiner, possessive        N  name: word with a capital, number
    n  any other word                v  past or participle of another verb
    g  -ing form of another verb     A  auxiliary except "be"
    B  a form of "be"                R  adverb
    M  day or other time             O  preposition
    t  "to"       b  "by"            T  "that"
    C  "and", "or", "but"            S  "while", "after", "because"
    Q  quotation                     ,  ;  :  -  ?  .  punctuation; "." and "?" end a sentence

A word has one tag at the head of a sentence, and maybe another inside it, where a capital makes a name. `in_context`
then corrects a verb by the words before it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from syria_iraq_archive.patterns import later

_SPEECH_WORDS = """
say tell add write announce state declare stress note explain claim argue insist assert affirm confirm reveal report
warn suggest tweet retweet emphasize emphasise underline underscore highlight reiterate reaffirm repeat maintain
contend acknowledge admit concede allege accuse blame call dub label brand describe characterize characterise decry
denounce condemn criticize criticise blast slam lambast lambaste deride mock dismiss reject ridicule praise laud hail
tout urge demand vow pledge promise predict propose recall recount remark comment observe reply respond answer retort
counter conclude joke quip lament complain boast brag deny assure tease muse elaborate clarify specify indicate imply
signal cite quote testify proclaim pronounce opine theorize speculate estimate advise caution request threaten confess
apologize apologise ask inquire question wonder exclaim shout yell cry scream chant whisper mutter murmur post blog
email text relate refer express convey voice echo point credit compare liken portray accuse charge chide scold rebuke
rebut refute defend bemoan bristle fume rail gush marvel enthuse interject interrupt speculate summarize summarise
reason recommend urge guarantee hint insinuate declaim narrate disclose divulge anticipate project forecast reckon
assess swear plead surmise intimate posit hypothesize implore beseech entreat chime blurt scoff sneer snarl roar bellow
growl stammer stutter moan groan grumble mumble crow gloat preach pontificate hiss sob
gasp drawl interpose rasp splutter wail weep chuckle impugn assail berate castigate
chastise disparage belittle denigrate deplore applaud commend taunt
retaliate vent snipe clamor
instruct enquire riposte expound admonish reprimand exhort beg beam grouse ponder
"""
SPEECH = tuple(_SPEECH_WORDS.split())
"""Verbs that report speech wherever they are in the sentence before it."""

_BESIDE_WORDS = """
continue begin read go put offer open press end start shoot fire react think believe feel laugh smile nod shrug sigh
remember riff find hear learn know see show rule agree disagree expect hope fear worry greet thank invoke reference
herald deem discuss cast frame seek prefer style identify
deliver issue release publish sing toast recite title caption sum close finish intone snap crack bark
"""
BESIDE = tuple(_BESIDE_WORDS.split())
"""Verbs that report speech only if they are right beside it."""

_IRREGULAR_FORMS = """
say says said saying, tell tells told telling, write writes wrote writing, begin begins began beginning,
read reads read reading, go goes went going, put puts put putting, shoot shoots shot shooting,
think thinks thought thinking, feel feels felt feeling, find finds found finding, hear hears heard hearing,
know knows knew knowing, see sees saw seeing, show shows showed showing, sing sings sang singing,
admit admits admitted admitting, brag brags bragged bragging, quip quips quipped quipping,
refer refers referred referring, slam slams slammed slamming, dub dubs dubbed dubbing,
blog blogs blogged blogging, rebut rebuts rebutted rebutting, snap snaps snapped snapping,
sum sums summed summing, nod nods nodded nodding
"""
_IRREGULAR = {verb: (third, past, gerund) for verb, third, past, gerund in map(str.split, _IRREGULAR_FORMS.split(","))}


def _forms(verb: str) -> tuple[str, str, str]:
    """Third person, past and -ing form of a verb.

    >>> _forms("deny"), _forms("note"), _forms("stress")
    (('denies', 'denied', 'denying'), ('notes', 'noted', 'noting'), ('stresses', 'stressed', 'stressing'))
    """
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s", f"{verb}ed", f"{verb}ing"


_CLOSED = {
    "P": "he she they it i we you he's she's it's they're we're i'm i've they've we've he'd she'd himself herself",
    "W": "who which whom",
    "D": (
        "the a an his her their its this these those our my your one another some several many most both all any "
        "no each every two three four five six seven eight nine ten other few dozens"
    ),
    "A": (
        "has have had will would could can may might must should shall do does did hasn't haven't hadn't won't "
        "wouldn't couldn't can't didn't doesn't don't"
    ),
    "B": "is are was were be been being isn't aren't wasn't weren't am",
    "R": (
        "also later then again earlier previously once twice never further instead even just still now too not "
        "however meanwhile moreover recently often always soon already almost only simply back therefore thus "
        "early more rather so ever sometimes perhaps maybe here there up out down quite very separately"
    ),
    "M": (
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow january "
        "february march april june july august september october november december hour hours day days week weeks "
        "month months year years moments minutes morning evening night afternoon weekend past ago"
    ),
    "O": (
        "of in for within at from with on about into over under against during through since between among amid "
        "without upon near outside inside across toward towards around regarding despite like via per concerning "
        "behind beyond following including alongside ahead above below"
    ),
    "U": "talked",
    "v": (
        "met left took gave came got made sent held kept lost won led ran rose fell brought built bought sold spent "
        "stood drew drove broke chose flew fought grew hid laid meant paid rode sat shook slept spoke stole "
        "struck taught threw wore became fled sought withdrew"
    ),
    "t": "to",
    "b": "by",
    "T": "that",
    "C": "and or but nor yet",
    "S": (
        "as while when after before because if although though where whereas until unless whether how why what whose"
    ),
    "K": "according",
    "g": "speaking talking appearing addressing standing campaigning visiting meeting",
    "N": "bin ibn al el von van de del der",
}

_AMBIGUOUS_WORDS = """
claims reports notes charges calls comments states promises demands remarks questions tweets posts jokes replies
answers requests emails texts highlights brands labels quotes pledges vows counters echoes voices signals points
credits cautions estimates reasons cries chants ends starts thought thoughts offers shows releases issues titles cast
casts frame frames style styles
captions hopes fears worries rules toasts read expresses put shots
"""
AMBIGUOUS = frozenset(_AMBIGUOUS_WORDS.split())
"""Forms that are nouns behind a determiner or a possessive ("the claims")."""


def _words() -> Iterator[tuple[str, str]]:
    """Each listed word with its tag. Of a word listed twice, the later counts."""
    for tag, verbs in (("U", BESIDE), ("V", SPEECH)):
        for verb in verbs:
            third, past, gerund = _forms(verb)
            yield from ((form, tag) for form in ((verb, third, past) if tag == "V" else (third, past)))
            yield gerund, "G" if tag == "V" else "g"
    for tag, words in _CLOSED.items():
        yield from ((word, tag) for word in words.split())


TAGS: dict[str, str] = dict(_words())
"""The tag of each listed word, in small letters."""
BASES = frozenset(SPEECH)
"""Plain forms of verbs of speech. They are verbs only behind a plural, a pronoun or an auxiliary ("a claim")."""

PASTS = frozenset(_forms(verb)[1] for verb in (*SPEECH, *BESIDE))
"""Past forms. Behind "was" they are passive ("was told")."""

_THOUGHT_WORDS = """
think believe feel know see find hope fear worry expect show go title
"""
THOUGHTS = frozenset(form for verb in _THOUGHT_WORDS.split() for form in (verb, *_forms(verb)))
"""Forms of verbs that tell what somebody thinks or is, which is often within what another says."""

_SPEECH_NOUNS_WORDS = """
claim claims assertion assertions statement statements promise promises pledge pledges vow vows comment comments
remark remarks call calls criticism accusation accusations allegation allegations description characterization
suggestion insistence warning warnings demand demands declaration slogan line phrase word words message question
answer response reply argument admission threat threats view belief assessment conclusion explanation contention
speech tweet tweets letter plan complaint complaints boast rhetoric label quote quotes quip joke
"""
SPEECH_NOUNS = frozenset(_SPEECH_NOUNS_WORDS.split())
"""Nouns for what somebody says ("his promise to")."""

_ABBREVIATIONS_WORDS = """
Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Col Sgt Capt Cmdr Maj Brig Adm Rev Hon Prof St Jr Sr No vs Inc Corp Co Ltd
Jan Feb Aug Sept Oct Nov Dec Atty Amb Pres Supt Messrs
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_WORDS.split())
_ARTICLE_PREFIX = later(r"(?:al|el|as|ash|ad|an|ar|at|az)[-‐‑][A-Z]")


class TaggedWord(NamedTuple):
    """What a word is by itself, before its neighbours are looked at."""

    at_head: str  # tag at the head of a sentence
    within: str  # tag inside a sentence, where a capital makes a name
    plain: str
    is_possessive: bool
    is_plural: bool
    is_abbreviation: bool


@lru_cache(maxsize=1 << 14)  # most words of a text come again and again
def read_word(word: str) -> TaggedWord:
    """What `word` is by itself.

    >>> read_word("Reports").at_head, read_word("Reports").within
    ('V', 'N')
    """
    capital = word[0].isupper()
    plain = word.lower().replace("’", "'")
    at_head = TAGS.get(plain) or _unknown(word, plain, capital)
    within = at_head
    if capital and word != "I":
        within = "D" if word in _CAPITAL_DETERMINERS else _CAPITAL_TIMES.get(word, "N")
    return TaggedWord(
        at_head,
        within,
        plain,
        is_possessive=plain.endswith(("'s", "'")),
        is_plural=plain in _PLURALS or (plain.endswith("s") and plain[-2:-1] != "'"),
        is_abbreviation=word in _ABBREVIATIONS or len(word) == 1 or word[1] == ".",
    )


_CAPITAL_DETERMINERS = frozenset({"The", "A", "An", "His", "Her", "Their", "Its"})
_PLURALS = frozenset({"people", "men", "women", "others", "police"})
_CAPITAL_TIMES = {word.capitalize(): "M" for word, tag in TAGS.items() if tag == "M"}


def _unknown(word: str, plain: str, capital: bool) -> str:
    """The tag of a word that isn't listed, by its capital or its ending."""
    if capital and plain.endswith("ly") and len(plain) > 6:  # "Hastily", and not "Emily"
        return "R"
    if capital or word[0] in "@#$£€" or word[0].isdigit() or _ARTICLE_PREFIX.match(word):
        return "N"
    if plain.endswith("ly"):
        return "R"
    if plain.endswith("ed"):
        return "v"
    return "g" if plain.endswith("ing") else "n"


def in_context(word: TaggedWord, tag: str, before: list[str], last: TaggedWord) -> str:
    """The tag of a verb or adverb, corrected by the words before it: "the claims", "was told", "Trump's comments".

    `tag` is the word's own tag, `before` the tags so far, `last` the word right before.

    >>> in_context(read_word("claims"), "V", ["D"], read_word("the"))
    'n'
    """
    previous = before[-1] if before else "."
    possessive = last.is_possessive and previous in "Nn"
    if tag == "R":
        return "n" if previous == "D" else tag
    if tag == "G":
        return "V" if previous in "PB" else "n" if previous == "D" or possessive else tag
    if (
        word.plain in BASES
        and previous not in "PAtRCW,"
        and not (previous in "nN" and last.is_plural)
        and not _is_of_two(before)
    ):
        return "n"
    if word.plain in AMBIGUOUS and (previous in "DOvb" or possessive or before[-2:] == ["D", "M"]):
        return "n"
    return "v" if word.plain in PASTS and _is_passive(before) else tag


def _is_of_two(before: list[str]) -> bool:
    """Whether two names stand before a verb, so that its plain form is a plural ("Sabri and Haddad call it")."""
    return before[-1:] == ["N"] and "C" in before[-4:-1] and not set(before[-4:]) - set("NC")


def _is_passive(before: list[str]) -> bool:
    """Whether a form of "be" comes right before, or with only adverbs between."""
    for tag in reversed(before[-3:]):
        if tag != "R":
            return tag == "B"
    return False
