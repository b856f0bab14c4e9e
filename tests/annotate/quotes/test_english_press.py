"""Who speaks in English press prose: sentences as agencies write them, each quotation with its speaker and its verb."""

import pytest

from syria_iraq_archive.annotate.quotes.quotations import find_speech
from tests.annotate.quotes.test_speakers import regions_of


def said(text: str) -> list[tuple[str | None, str | None]]:
    """The speaker and the verb of each quotation of a text, whose lines are its paragraphs."""
    return [
        (one.attribution.speaker.of(text), one.attribution.cue.of(text) if one.attribution.cue else None)
        if one.attribution
        else (None, None)
        for one in find_speech(text, regions_of(text))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The name that is set off behind a description is the speaker; the first verb behind it says so.
        ("“We stay,” the mayor, Karim Sabri, told Reuters, adding that it was late.", ("Karim Sabri", "told")),
        ("“We stay,” the mayor, Sabri, said.", ("Sabri", "said")),
        ("“We stay,” said one farmer, Umm Karim, a mother of five.", ("Umm Karim", "said")),
        ("Samaria’s minister of trade, Karim Sabri, said “we stay.”", ("Karim Sabri", "said")),
        ("A spokesman for the council, Karim Sabri, said “we stay.”", ("Karim Sabri", "said")),
        ("Samaria’s Trade Minister, Karim Sabri, said “we stay.”", ("Karim Sabri", "said")),
        # A place, an age or a list isn't a name that is set off.
        ("An official in Hit, Western Samaria, said “we stay.”", ("An official in Hit", "said")),
        ("“We stay,” the mayor, 45, said.", ("the mayor", "said")),
        ("The Green Council, Karim Sabri and others said “we stay.”", ("Karim Sabri and others", "said")),
        # What is set off may be long, and hold another verb behind "who".
        (
            "“We stay,” Karim Sabri, head of the council in Hit, said on Monday, adding, “We go.”",
            ("Karim Sabri", "said"),
        ),
        ("“We stay,” Karim Sabri, who once said so himself, told us.", ("Karim Sabri", "told")),
        ("Sabri, who took office last Tuesday, said “we stay.”", ("Sabri", "said")),
        (
            "The council, which Ali left, called it “late,” while Karim Sabri, who led it, denounced “a trick.”",
            ("The council", "called"),
        ),
        (
            "Ali, the head of the council, said it was late; his deputy, Karim Sabri, said it was “late at last.”",
            ("Karim Sabri", "said"),
        ),
        (
            "Ali, the owner, said it was late, while the firm’s chief, Karim Sabri, told us: “We stay.”",
            ("Karim Sabri", "told"),
        ),
        ("Karim Sabri, when asked about it, said “we stay.”", ("Karim Sabri", "said")),
        # "Who" without a comma belongs to whom it is about.
        ("“We stay,” a farmer who lives nearby said.", ("a farmer", "said")),
        ("“We stay,” a farmer who asked not to be named told us.", ("a farmer", "told")),
        ("A woman who gave only her first name, Rana, told us that it was “cut in two.”", ("A woman", "told")),
        # An outlet that reports or quotes doesn't say it itself.
        ("The army denied “any link whatsoever”, Hitnews reported, citing a source.", ("The army", "denied")),
        ("“We stay,” Hitnews reported.", ("Hitnews", "reported")),
        ("It went on “in both towns,” Hitnews reported.", ("Hitnews", "reported")),
        ("Sabri said roads open “within two days”, state news agency Hitnews reported.", ("Sabri", "said")),
        ("“We stay,” state media reported.", ("state media", "reported")),
        ("“We stay,” state TV said.", ("state TV", "said")),
        ("“We stay,” Hitnews quoted the minister as saying.", ("the minister", "quoted")),
        ("Hitnews quoted Karim Sabri as saying “we stay.”", ("Karim Sabri", "saying")),
        ("“We stay,” Sabri was quoted as saying by the agency.", ("Sabri", "saying")),
        # Behind "told" stands who is told.
        ("Karim Sabri, who acts in “Hitland,” told The Daily.", (None, None)),
        ("The trucks fell into the river, said Karim Sabri. “We stay.”", ("Karim Sabri", "said")),
        ("Ali, a lawyer, said Karim Sabri left. “We stay.”", ("Ali", "said")),
        # What somebody used to say, or is quoted as saying, with a title between.
        ("Former mayor Karim Sabri, who died in May, used to say that it was “a small town.”", ("Karim Sabri", "say")),
        ("The report quoted Karim Sabri, a commander, as saying “we stay.”", ("Karim Sabri", "saying")),
        ("The group, one of whose leaders, Karim Sabri, told us: “We stay.”", ("Karim Sabri", "told")),
        ("The group pointed to remarks by Karim Sabri in April: “We stay.”", ("Karim Sabri", "remarks")),
        ("The group pointed to remarks: “We stay.”", ("The group", "pointed")),
        # A name that belongs to a noun isn't the speaker.
        ("As one of them, Rana’s son Karim, puts it: “We stay.”", ("Karim", ":")),
        ("UN envoy briefs the council: “We stay.”", ("UN envoy", ":")),
        ("Sabri opens the council: “We stay.”", ("Sabri", ":")),
        # The group that somebody is of isn't the speaker.
        ("“We stay,” says Karim Sabri of the rights group Dawn.", ("Karim Sabri", "says")),
        ("“We stay,” says Karim Sabri of Hit rights group Dawn.", ("Karim Sabri of Hit rights group Dawn", "says")),
        ("“We stay,” says Hit Observatory director Karim Sabri.", ("Karim Sabri", "says")),
    ],
)  # fmt: skip
def test_the_sentence_names_this_speaker_by_this_verb(text: str, found: tuple[str | None, str | None]) -> None:
    answers = said(text)
    assert (found if found in answers else answers) == found


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Ali, the head of the council, called it “late but welcome,” while Karim Sabri, who leads the rebels,"
            " denounced it as “a trick”.",
            ["Ali", "Karim Sabri"],
        ),
        ("“We stay,” Rana said. Her husband, Karim, nodded. “They promise us much.”", ["Rana", "Karim"]),
        ("“We stay,” Rana said. Her husband, Karim, left. “They promise us much.”", ["Rana", "Rana"]),
        ("“We stay,” Hitnews quoted Sabri as saying, “and fight.”", ["Sabri", "Sabri"]),
        (
            "“We stay,” Rana, an actress in “Hitland,” told The Daily. “They promise us much.”",
            ["Rana", None, "Rana"],
        ),
        ("“I see,” Rana, who plays in “Hitland,” told The Daily. “We stay with you.”", ["Rana", None, "Rana"]),
    ],
)
def test_each_quotation_of_a_sentence_has_its_own_speaker(text: str, speakers: list[str | None]) -> None:
    assert [speaker for speaker, _ in said(text)] == speakers
