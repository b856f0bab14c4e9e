"""Who speaks, and whether it is speech: sentences of every form that the patterns know, and those that they don't."""

import pytest

from syria_iraq_archive.annotate.quotes.quotations import find_speech, kind_of
from tests.annotate.quotes.test_speakers import regions_of


def attributed(text: str) -> list[tuple[str | None, str]]:
    """The speaker and the kind of each quote of a text, whose lines are its paragraphs."""
    return [
        (one.attribution.speaker.of(text) if one.attribution else None, kind_of(one))
        for one in find_speech(text, regions_of(text))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Why?” Sabri asked.", [("Sabri", "speech")]),
        ("“Why?” Sabri knew it.", [(None, "scare")]),
        ("When Ali said “we stay,” Sabri began that “we go.”", [("Ali", "speech"), ("Sabri", "speech")]),
        ("Sabri said he thinks “we stay.”", [("Sabri", "scare")]),
        ("Sabri said, however, he thinks “we stay.”", [("Sabri", "scare")]),
        ("The men who saw it said “we stay.”", [("The men", "speech")]),
        ("Karim Sabri, who once said “we stay,” left.", [("Karim Sabri", "speech")]),
        ("Karim Sabri, the minister of war, later said “we stay.”", [("Karim Sabri", "speech")]),
        ("Karim Sabri - the minister - said “we stay.”", [("Karim Sabri", "speech")]),
        ("On Monday, with Sabri saying “we stay,” they left.", [("Sabri", "speech")]),
        ("Sabri did this and said “we stay.”", [("Sabri", "speech")]),
        ("Sabri told Ali this, adding “we stay.”", [("Sabri", "speech")]),
        ("Sabri, saying “we stay,” left.", [("Sabri", "speech")]),
        ("He was quoted as saying “we stay.”", [("He", "speech")]),
        ("“We stay,” on Monday, Sabri said.", [("Sabri", "speech")]),
        ("“We stay,” Monday, Sabri said.", [("Sabri", "speech")]),
        ("“We stay,” also said Sabri.", [("Sabri", "speech")]),
        ("“We stay,” said also Sabri.", [("Sabri", "speech")]),
        ("“We stay.” Sabri said on Monday.", [("Sabri", "scare")]),
        ("“We stay.” Sabri said on Monday that all is well with the men.", [("Sabri", "scare")]),
        ("“We stay.” - Karim Sabri", [("Karim Sabri", "scare")]),
        ("“We stay,” he said — Karim Sabri", [("he", "speech")]),
        ("“We stay and fight for the land,” a song — Karim Sabri", [(None, "speech")]),
        ("It was called by Sabri “a gang.”", [("Sabri", "scare")]),
        ("It was later called on Monday by Sabri “a gang.”", [("Sabri", "scare")]),
        ("It was seen by Sabri “a gang.”", [(None, "scare")]),
        ("“We stay” is the word, said Sabri.", [("Sabri", "scare")]),
        ("“We stay” is the word, Sabri said.", [("Sabri", "scare")]),
        ("Sabri and Ali: “We stay.”", [("Sabri and Ali", "speech")]),
        ("Sabri: “We stay.”", [("Sabri", "speech")]),
        ("In Hama, Sabri: “We stay.”", [("Sabri", "speech")]),
        ("the word of Sabri: “We stay.”", [("the word of Sabri", "speech")]),
        ("Sabri’s promise to “drain the marshes”", [("Sabri’s", "speech")]),
        ("Karim Sabri’s promise to “drain the marshes”", [("Karim Sabri’s", "speech")]),
        ("his promise to “drain the marshes”", [("his", "speech")]),
        ("the council's old promise to “drain the marshes”", [("council's", "speech")]),
        ("the promise to “drain the marshes”", [(None, "scare")]),
        ("their new big promise to all of “drain the marshes”", [(None, "scare")]),
        ("Sabri continued:\n“We stay.”", [("Sabri", "speech")]),
        ("Sabri said it. Then came this:\n“We stay.”", [(None, "scare")]),
        ("Sabri continued:\nAnd then “we stay.”", [(None, "scare")]),
        ("Sabri said so. “We stay.”", [("Sabri", "speech")]),
        ("It rained. “We stay.”", [(None, "scare")]),
        ("Sabri said: “We stay.”\n“We fight.”", [("Sabri", "speech"), ("Sabri", "speech")]),
        ("“We stay,” Sabri said. And “we fight.”", [("Sabri", "speech"), ("Sabri", "speech")]),
        (
            "“We stay,” Sabri said, “and fight.” “We go.”",
            [("Sabri", "speech"), ("Sabri", "speech"), ("Sabri", "speech")],
        ),
        ("According to Sabri, “we stay.”", [("Sabri", "scare")]),
        ("“We stay,” according to Sabri, “and fight.”", [("Sabri", "scare"), ("Sabri", "scare")]),
        ("“We stay here in the old land of ours,” he said, and “we go.”", [("he", "speech"), ("he", "scare")]),
        ("known as “the green hill north”", [(None, "scare")]),
        ("viewed as “the green hill north gate house”", [(None, "scare")]),
        ("The book “the green hill north gate house men” won.", [(None, "title")]),
        ("the “green hill north gate house” came", [(None, "scare")]),
        ("the “green hill north gate house men” came", [(None, "speech")]),
        ("the “green hill of north” came", [(None, "speech")]),
        ("the “we stay” came", [(None, "scare")]),
        ("the “Green Hill” came", [(None, "title")]),
        ("the “Green Hill of 2014” came", [(None, "title")]),
        ("the “Green hill north” came", [(None, "scare")]),
        ("the “green Hill” came", [(None, "scare")]),
        ("“Green Hill.” Sabri said.", [("Sabri", "scare")]),
        ("“Green Hill,” Sabri said.", [("Sabri", "speech")]),
        ("Sabri spoke of “Green Hill.”", [(None, "title")]),
        ("Sabri said “red lines” and left.", [("Sabri", "speech")]),
        ("Sabri said that “red lines” are gone.", [("Sabri", "speech")]),
        ("Sabri said that the old “red lines” are gone.", [("Sabri", "scare")]),
        ("Sabri said that the old “red lines here” are gone.", [("Sabri", "speech")]),
        ("Sabri had this: “red”", [("Sabri", "speech")]),
        ("Sabri had this: “red lines”", [("Sabri", "speech")]),
        ("Operation “dawn”", [(None, "title")]),
        ("the operation “dawn”", [(None, "title")]),
        ("قال صبري «سنبقى هنا في الشرق».", [("صبري", "speech")]),
        ("«سنبقى» هنا", [(None, "scare")]),
        ("«سنبقى هنا في» الشرق", [(None, "speech")]),
        ("«سنبقى هنا»، وفق كريم صبري.", [("كريم صبري", "scare")]),
        ("«سنبقى هنا»، نقلا عن كريم صبري.", [("كريم صبري", "scare")]),
        ("«سنبقى هنا» قالت الوزارة اليوم.", [("الوزارة", "scare")]),
        ("قال كريم. «سنبقى هنا».", [(None, "scare")]),
        ("قال كريم صبري أمس في بغداد: «سنبقى هنا».", [("كريم صبري", "speech")]),
        ("نقلت عن كريم قوله «سنبقى هنا».", [("كريم", "speech")]),
        ("Mr. Sabri said “we stay.”", [("Mr. Sabri", "speech")]),
        ("The men (and Ali) said “we stay.”", [("The men", "speech")]),
        ("Sabri; Ali said “we stay.”", [("Ali", "speech")]),
        ("Sabri and Ali said “we stay.”", [("Sabri and Ali", "speech")]),
        ("She said “we stay.”", [("She", "speech")]),
        ("Sabri claims “we stay.”", [("Sabri", "speech")]),
        ("They claim “we stay.”", [("They", "speech")]),
        ("The claim “we stay” came.", [(None, "scare")]),
        ("Sabri was told “we stay.”", [(None, "scare")]),
        ("Sabri was never told “we stay.”", [(None, "scare")]),
        ("Sabri is adding “we stay.”", [("Sabri", "speech")]),
        ("The adding “we stay” came.", [(None, "scare")]),
        ("Hastily Sabri said “we stay.”", [("Sabri", "speech")]),
        ("Trump’s comments “we stay” came.", [("Trump’s", "speech")]),
        ("al-Bayati said “we stay.”", [("al-Bayati", "speech")]),
        ("@sabri said “we stay.”", [("@sabri", "speech")]),
        ("“We stay,” he said, “we go,” she said.", [("he", "speech"), ("she", "speech")]),
        ("“We stay” said the man. “We go.”", [("the man", "speech"), ("the man", "speech")]),
    ],
)
def test_a_quote_of_this_form_has_this_speaker_and_is_of_this_kind(
    text: str, found: list[tuple[str | None, str]]
) -> None:
    assert attributed(text) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وقال الوزير لقناة «آفاق الغد الجديد» ذلك.", "title"),
        ("وزارت منظمة «سوريون من أجل البيت والأرض» القرية.", "title"),
        ("وزارت الأسرة «بيوت من أجل البيت والأرض» القديمة.", "speech"),
    ],
)
def test_the_name_of_an_outlet_or_group_in_marks_is_a_title(text: str, kind: str) -> None:
    assert [found for _, found in attributed(text)] == [kind]
