"""Who speaks: tables of paragraphs, the quotes in them, and the speakers as printed."""

import pytest

from syria_iraq_archive.annotate.quotes import quotations
from syria_iraq_archive.annotate.quotes.quotations import find_speech
from syria_iraq_archive.spans import Span
from tests.rules import Pair, RuleTable

RULES = RuleTable(quotations, "SPEAKER_RULES")
ARABIC_RULES = RuleTable(quotations, "ARABIC_RULES")


def regions_of(text: str) -> list[Span]:
    """The lines of a text, as the spans of its paragraphs."""
    regions: list[Span] = []
    for line in text.split("\n"):
        start = regions[-1].end + 1 if regions else 0
        regions.append(Span(start, start + len(line)))
    return regions


def spoken(*paragraphs: str) -> list[tuple[str, str | None, str]]:
    """Each quote's text, speaker and rule."""
    text = "\n".join(paragraphs)
    return [
        (
            one.quotation.inner.of(text),
            one.attribution.speaker.of(text) if one.attribution and one.attribution.speaker else None,
            one.rule,
        )
        for one in find_speech(text, regions_of(text))
    ]


@pytest.mark.parametrize(
    ("paragraph", "speaker", "rule"),
    [
        ("“We stay,” Karim Sabri told Reuters.", "Karim Sabri", "cue-after"),
        ("“We stay,” he later said.", "he", "cue-after"),
        ("“We stay,” the ministry’s office said on Monday.", "the ministry’s office", "cue-after"),
        ("“We stay,” Karim Sabri, a lawmaker from Basra, said.", "Karim Sabri", "cue-after"),
        ("“We stay,” INA reported.", "INA", "cue-after"),
        ("“Why?” Sabri asked.", "Sabri", "cue-after"),
        ("“We stay,” said the spokesman for the ministry.", "the spokesman for the ministry", "cue-after-inverted"),
        ("“We stay,” according to a statement.", "a statement", "according-to"),
        ("According to one of the men, they came “under pressure from all.”", "one of the men", "according-to"),
        ("Karim Sabri said that “we stay.”", "Karim Sabri", "cue-before"),
        ("Security expert Karim Sabri acknowledged “a slight risk.”", "Karim Sabri", "cue-before"),
        ("Lawmaker Karim Sabri stated, “We stay.”", "Lawmaker Karim Sabri", "cue-before"),
        ("Karim Sabri, a member of the council, stated that “we stay.”", "Karim Sabri", "cue-before"),
        ("On Monday, the army announced that “we stay.”", "the army", "cue-before"),
        ("A source within the council told us that it is “a first step.”", "A source within the council", "cue-before"),
        ("Sabri met the council and said “we stay.”", "Sabri", "cue-before"),
        ("The council welcomed Sabri, adding that “we stay.”", "The council", "cue-before"),
        ("The group was described by Karim Sabri as “a gang.”", "Karim Sabri", "said-by"),
        ("The plan is “bad for all” and has to end, Sabri said.", "Sabri", "cue-far-after"),
        ("The council had one message: “We stay.”", "The council", "colon-before"),
        ("They saw Sabri’s promise to “drain the marshes.”", "Sabri’s", "whose-words"),
        ("“We stay” — Karim Sabri", "Karim Sabri", "signed"),
        ("“We stay.” Sabri said.", "Sabri", "cue-in-next-sentence"),
        ("Sabri said he believes “we stay.”", "Sabri", "cue-before"),
        ("Sabri began, “We stay.”", "Sabri", "cue-before"),
        ("Sabri began on Monday that “we stay.”", "Sabri", "cue-before"),
        ("Sabri, who leads the council, warned: “We stay.”", "Sabri", "cue-before"),
        ("As Sabri told the council, “we stay.”", "Sabri", "cue-before"),
        ("The “so-called” state said so.", None, "no-speaker"),
        ("They launched attacks in the south, “in support of Gaza,” which went on.", None, "no-speaker"),
        ("«سنبقى هنا»، قال كريم صبري.", "كريم صبري", "arabic-behind"),
        ("وقال كريم صبري: «سنبقى هنا».", "كريم صبري", "arabic-in-front"),
        ("«سنبقى هنا»، بحسب كريم صبري.", "كريم صبري", "arabic-behind"),
        ("ونقلت الوكالة عن كريم صبري قوله إن «القوات باقية».", "كريم صبري", "arabic-in-front"),
        ("وأكد المتحدث باسم الوزارة أن «القوات باقية».", "المتحدث باسم الوزارة", "arabic-in-front"),
    ],
)  # fmt: skip
def test_the_sentence_of_a_quotation_names_its_speaker(paragraph: str, speaker: str | None, rule: str) -> None:
    [(_, found, name)] = spoken(paragraph)
    assert (found, name) == (speaker, rule)


@pytest.mark.parametrize(
    ("paragraph", "cue"),
    [
        ("“We stay,” Karim Sabri told Reuters.", "told"),
        ("“We stay,” said the spokesman.", "said"),
        ("“We stay,” according to a statement.", "according to"),
        ("Karim Sabri said that “we stay.”", "said"),
        ("Sabri believes in the “second republic of all.”", "believes"),
        ("The group was described by Karim Sabri as “a gang.”", "described"),
        ("The plan is “bad for all” and has to end, Sabri said.", "said"),
        ("The council had one message: “We stay.”", ":"),
        ("They saw Sabri’s promise to “drain the marshes.”", "promise"),
        ("“We stay.” Sabri said.", "said"),
        ("«سنبقى هنا»، قال كريم صبري.", "قال"),
        ("وقال كريم صبري: «سنبقى هنا».", "قال"),
        ("He pointed out that Sabri said so. “We stay.”", "said"),
    ],
)
def test_the_cue_is_the_word_by_which_the_text_says_who_speaks(paragraph: str, cue: str) -> None:
    [one] = find_speech(paragraph, regions_of(paragraph))
    assert one.attribution is not None
    assert one.attribution.cue is not None
    assert one.attribution.cue.of(paragraph) == cue


def test_a_quotation_behind_an_attributed_one_has_the_same_speaker() -> None:
    assert spoken("“We stay,” Sabri said. “We fight.”") == [
        ("We stay,", "Sabri", "cue-after"),
        ("We fight.", "Sabri", "same-speaker"),
    ]


def test_both_halves_of_interrupted_speech_have_the_same_speaker() -> None:
    assert [speaker for _, speaker, _ in spoken("“We stay,” Sabri said, “and fight.”")] == ["Sabri", "Sabri"]


def test_adding_has_the_subject_of_its_sentence() -> None:
    found = spoken("Sabri told Reuters that the council meets with all its leaders, adding that “the plan is ready.”")
    assert [speaker for _, speaker, _ in found] == ["Sabri"]


def test_a_sentence_of_speech_behind_reported_speech_has_its_speaker() -> None:
    assert spoken("He pointed out that the danger is real. “We stay.”") == [("We stay.", "He", "same-speaker")]


def test_a_paragraph_that_ends_in_a_colon_names_the_speaker_of_the_next() -> None:
    assert spoken("Sabri continued:", "“We stay.”") == [("We stay.", "Sabri", "colon-above")]


def test_a_paragraph_of_speech_behind_one_that_ends_in_speech_has_its_speaker() -> None:
    assert [rule for *_, rule in spoken("Sabri said: “We stay.", "“We fight.”")] == ["cue-before", "speech-goes-on"]


def test_a_paragraph_of_speech_behind_one_that_closes_with_an_attribution_has_its_speaker() -> None:
    assert spoken("“We stay,” Sabri said on Monday.", "“We fight.”")[1] == ("We fight.", "Sabri", "speech-goes-on")


def test_a_paragraph_of_speech_after_other_words_has_no_speaker() -> None:
    assert spoken("“We stay,” Sabri said. The road is closed.", "“We fight.”")[1] == ("We fight.", None, "no-speaker")


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("“We stay.” ― Karim Sabri", "Karim Sabri"),
        ("“We stay.” - Karim Sabri, mayor of the town", "Karim Sabri"),
        ("“We stay.” - and the road is closed.", None),
        ("“We stay,” implored Karim Sabri.", "Karim Sabri"),
        ("“We stay,” Karim Sabri chimed in.", "Karim Sabri"),
        ("“We stay,” blurted out Karim Sabri.", "Karim Sabri"),
        ("Army veteran Karim Sabri: “We stay.”", "Karim Sabri"),
        ("‘We Stay Here,’ Karim Sabri Tells Council Before Talks", "Karim Sabri"),
        ("Mayor Says “We Stay Here” as Talks Go On", "Mayor"),
        ("“Closed Until Spring” Painted on Every Gate Again", None),
        ("((We stay here until spring)), Karim Sabri said.", "Karim Sabri"),
        ("``We stay here until spring,'' Karim Sabri said.", "Karim Sabri"),
        ("&quot;We stay here until spring,&quot; Karim Sabri said.", "Karim Sabri"),
        ("““We stay here until spring,”” Karim Sabri said.", "Karim Sabri"),
    ],
)
def test_marks_and_verbs_of_all_kinds_show_who_speaks(paragraph: str, speaker: str | None) -> None:
    assert [found for _, found, _ in spoken(paragraph)] == [speaker]


@pytest.mark.parametrize(
    ("below", "speaker"),
    [("— Karim Sabri, mayor", "Karim Sabri"), ("- كريم صبري", "كريم صبري"), ("— and then the road was closed", None)],
)
def test_a_dash_and_a_name_sign_the_paragraph_above(below: str, speaker: str | None) -> None:
    assert [found for _, found, _ in spoken("“We stay here.”", below)] == [speaker]


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        # What stands in front of the main clause is not its subject.
        ("After the talks, Karim Sabri left for Homs, calling them “a waste of time.”", "Karim Sabri"),
        ("Speaking at a meeting in Tartus, Syria, Sabri went after the council, calling it “a farce.”", "Sabri"),
        ("More importantly, the council met, saying “we stay.”", "the council"),
        ("First, she met the council, saying “we stay.”", "she"),
        ("BAGHDAD, Dec 8 (AFP) — The council met on Monday, saying “we stay.”", "The council"),
        ("The council met, saying “we stay.”", "The council"),
        # A participle may have a subject of its own.
        ("The talks ended early, with Sabri later saying “we stay.”", "Sabri"),
        ("Both men made statements – Sabri saying “we stay” and Haddad calling it “a great day.”", "Sabri"),
        ("The men left the hall and the camp, saying “we stay.”", "The men"),
        # What somebody says that others would say, or think, is still their own speech.
        ("He noted that nobody could shout “fire” in the hall.", "He"),
        ("He noted that the council would soon openly declare “an emergency.”", "He"),
        ("He noted that the council had declared “an emergency.”", "the council"),
        ("Sabri told the council that he blamed “the others.”", "Sabri"),
        ("Sabri told the council that Haddad blamed “the others.”", "Haddad"),
        ("Sabri said the town shows “great courage.”", "Sabri"),
        ("Sabri said the town repeats “great words.”", "the town"),
        ("Sabri condemned what he called “a clear threat.”", "Sabri"),
        ("Sabri condemned him because he called it “a clear threat.”", "he"),
        # A clause before the main one has a speaker of its own.
        ("When a man in the hall shouted “enough,” Sabri joked about it.", "a man in the hall"),
        ("When the man left, “enough,” Sabri joked.", "Sabri"),
        # As X put it; per X; in X's view; by X.
        ("The race “is over,” as Sabri put it on Monday.", "Sabri"),
        ("The race “is over,” while Sabri rests.", None),
        ("The race is run “by the book,” per the council’s statutes.", "the council’s statutes"),
        ("The race is run “by the book,” near the council’s house.", None),
        ("This is “a bad start,” in Sabri’s view.", "Sabri’s"),
        ("This is “a bad start,” in Sabri’s house.", None),
        ("The plan, often labeled a “witch hunt” by Haddad, went on.", "Haddad"),
        ("The plan, kept near a “witch tree” by Haddad, went on.", None),
        ("The plan “failed,” as described by Karim Sabri.", "Karim Sabri"),
        ("Haddad had Sabri’s claim that there have been “thousands of victims.”", "Sabri’s"),
        ("Haddad had Sabri’s canal that there have been “thousands of victims.”", None),
        # Names and numbers.
        ("In a radio interview Sabri declared “we stay.”", "Sabri"),
        ("At the bottom it reads, “we stay.”", "it"),
        ("The board two weeks ago said for the first time that “we stay.”", "The board"),
        ("Sabri and Haddad call it “a bad start.”", "Sabri and Haddad"),
        ("The council lost all Kurdish claims of “a bad start.”", None),
        ("He paid $332,000 and warned: “we stay.”", "He"),
        ("“We stay.” ― Karim A. Sabri", "Karim A. Sabri"),
        ("“We stay,” Sabri, the head of the council, one of the founders, said.", "Sabri"),
        ("He was greeted with “Freedom!” at a meeting in Homs, according to Sabri.", "Sabri"),
    ],
)
def test_the_grammar_of_a_sentence_shows_who_speaks(paragraph: str, speaker: str | None) -> None:
    assert spoken(paragraph)[0][1] == speaker


def test_adding_alone_in_its_sentence_has_the_speaker_before() -> None:
    assert spoken("“We stay,” Sabri said. Adding, “and fight.”")[1][1] == "Sabri"


def test_speech_goes_on_behind_a_question_that_closes_with_an_attribution() -> None:
    assert spoken("“Why?” Sabri asked on Monday.", "“We stay.”")[1] == ("We stay.", "Sabri", "speech-goes-on")


def test_the_verb_of_the_main_clause_says_who_speaks_in_the_paragraph_below() -> None:
    assert spoken("Sabri said that the men who warn of it are few.", "“We stay.”") == [
        ("We stay.", "Sabri", "reported-above")
    ]


def test_an_arabic_verb_without_a_name_has_the_speaker_before() -> None:
    found = spoken("وقال كريم صبري: «سنبقى هنا». وأضاف أن «القوات باقية».")
    assert [speaker for _, speaker, _ in found] == ["كريم صبري", "كريم صبري"]


def speakers(text: str) -> list[str | None]:
    """The speaker of each quote."""
    return [speaker for _, speaker, _ in spoken(*text.split("\n"))]


PAIRS = {
    "cue-after": Pair("“Why?” Sabri asked.", ["Sabri"], "“Why?” Sabri left.", [None]),
    "cue-after-inverted": Pair(
        "“Why?” asked the men of the ministry.",
        ["the men of the ministry"],
        "“Why?” wept the men of the ministry.",
        [None],
    ),
    "according-to": Pair(
        "“We stay,” according to a statement.", ["a statement"], "“We stay,” owing to it all.", [None]
    ),
    "cue-before": Pair(
        "Karim Sabri said that “we stay.”",
        ["Karim Sabri"],
        "Karim Sabri lost all that “we stay” means.",
        [None],
    ),
    "said-by": Pair(
        "The group was described by Karim Sabri as “a gang.”",
        ["Karim Sabri"],
        "The group was visited by Karim Sabri as “a gang.”",
        [None],
    ),
    "cue-far-after": Pair(
        "The plan is “bad for all” and has to end, Sabri said.",
        ["Sabri"],
        "The plan is “bad for all” and has to end, Sabri knew.",
        [None],
    ),
    "colon-before": Pair(
        "The council had one message: “We stay.”", ["The council"], "The council had one message, “We stay.”", [None]
    ),
    "whose-words": Pair(
        "They had Sabri’s promise to “drain the marshes.”",
        ["Sabri’s"],
        "They had Sabri’s canal to “drain the marshes.”",
        [None],
    ),
    "weak-verb-before": Pair(
        "Sabri believes in the “second republic of all.”",
        ["Sabri"],
        "Sabri lives in the “second republic of all.”",
        [None],
    ),
    "name-colon": Pair(
        "Sabri said nothing – Haddad: “We stay.”",
        ["Haddad"],
        "Sabri said nothing – Haddad, “We stay.”",
        ["Sabri"],
    ),
    "cue-at-end": Pair(
        "The report called for roads that the army had shut “for good” in the south, said Karim Sabri.",
        ["Karim Sabri"],
        "The report called for roads that the army had shut “for good” in the south, said to be the best.",
        ["The report"],
    ),
    "reported-above": Pair(
        "Sabri said on Monday that the road would be open.\n“We stay.”",
        ["Sabri"],
        "Sabri went on Monday and the road was open.\n“We stay.”",
        [None],
    ),
    "signed": Pair("“We stay” — Karim Sabri", ["Karim Sabri"], "“We stay” — the old song", [None]),
    "cue-in-next-sentence": Pair("“We stay.” Sabri said.", ["Sabri"], "“We stay.” Sabri left.", [None]),
    "colon-above": Pair("Sabri continued:\n“We stay.”", ["Sabri"], "Sabri continued.\n“We stay.”", [None]),
    "same-speaker": Pair(
        "“We stay,” Sabri said. “We fight.”",
        ["Sabri", "Sabri"],
        "“We stay,” Sabri said. Then came “the fight.”",
        ["Sabri", None],
    ),
    "speech-goes-on": Pair(
        "Sabri said: “We stay.\n“We fight.”",
        ["Sabri", "Sabri"],
        "“We stay,” Sabri said. The road is closed.\n“We fight.”",
        ["Sabri", None],
    ),
    "signed-below": Pair(
        "“We stay here.”\n— Karim Sabri, mayor", ["Karim Sabri"], "“We stay here.”\n— and the road is closed", [None]
    ),
}

ARABIC_PAIRS = {
    "arabic-behind": Pair("«سنبقى هنا»، قال كريم صبري.", ["كريم صبري"], "«سنبقى هنا». قال كريم صبري إنه سعيد.", [None]),
    "arabic-in-front": Pair(
        "وقال كريم صبري: «سنبقى هنا».", ["كريم صبري"], "وقال كريم صبري هذا. ثم جاء «جيش الشرق».", [None]
    ),
    "arabic-far-behind": Pair(
        "وبقي «الطريق مغلقاً» بعد لقاء الوفد، بحسب كريم صبري.",
        ["كريم صبري"],
        "وبقي «الطريق مغلقاً» بعد لقاء الوفد، قرب كريم صبري.",
        [None],
    ),
    "signed-below": Pair("«سنبقى هنا».\n- كريم صبري", ["كريم صبري"], "«سنبقى هنا».\nكريم صبري", [None]),
    "same-speaker": Pair(
        "«سنبقى هنا»، قال كريم صبري. «لن نرحل».",
        ["كريم صبري", "كريم صبري"],
        "«سنبقى هنا»، قال كريم صبري. ثم جاء «جيش الشرق».",
        ["كريم صبري", None],
    ),
    "speech-goes-on": Pair(
        "وقال كريم صبري: «سنبقى هنا».\n«لن نرحل».",
        ["كريم صبري", "كريم صبري"],
        "وقال كريم صبري: «سنبقى هنا». ورحل الوفد.\n«لن نرحل».",
        ["كريم صبري", None],
    ),
}


TABLES = [(RULES, rule, pair) for rule, pair in PAIRS.items()]
TABLES += [(ARABIC_RULES, rule, pair) for rule, pair in ARABIC_PAIRS.items()]


@pytest.mark.parametrize(("table", "rule", "pair"), TABLES)
def test_each_rule_finds_the_speaker_of_its_example_and_not_of_its_near_miss(
    table: RuleTable, rule: str, pair: Pair[str, list[str | None]]
) -> None:
    assert rule in table.names()
    pair.check(speakers)


@pytest.mark.parametrize(("table", "rule", "pair"), TABLES)
def test_no_rule_can_be_taken_away(table: RuleTable, rule: str, pair: Pair[str, list[str | None]]) -> None:
    table.check_needed(rule, pair, speakers)


def test_every_rule_has_a_pair() -> None:
    RULES.check_complete(PAIRS)
    ARABIC_RULES.check_complete(ARABIC_PAIRS)
