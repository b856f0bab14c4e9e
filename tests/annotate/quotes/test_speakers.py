"""Who speaks: tables of paragraphs, the quotes in them, and the speakers as printed."""

import pytest

from syria_iraq_archive.annotate.quotes.quotations import find_speech
from syria_iraq_archive.spans import Span


def spoken(*paragraphs: str) -> list[tuple[str, str | None, str]]:
    """Each quote's text, speaker and rule."""
    text = "\n".join(paragraphs)
    regions: list[Span] = []
    for paragraph in paragraphs:
        start = regions[-1].end + 1 if regions else 0
        regions.append(Span(start, start + len(paragraph)))
    return [
        (
            one.quotation.inner.of(text),
            one.attribution.speaker.of(text) if one.attribution and one.attribution.speaker else None,
            one.rule,
        )
        for one in find_speech(text, regions)
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


def test_an_arabic_verb_without_a_name_has_the_speaker_before() -> None:
    found = spoken("وقال كريم صبري: «سنبقى هنا». وأضاف أن «القوات باقية».")
    assert [speaker for _, speaker, _ in found] == ["كريم صبري", "كريم صبري"]
