"""Headlines that read like sentences: each sign of one, beside a first paragraph without it."""

import pytest

from syria_iraq_archive.parse import Vocabulary, headlines
from syria_iraq_archive.parse.headlines import SIGNS, HeadlineSign, sign_of_headline, with_headline
from syria_iraq_archive.parse.page import read_page
from syria_iraq_archive.parse.shapes import Shape
from tests.rules import Pair, check_pinned

BODY = "\n\nOfficials in Hit said on Sunday that nine of the ferries are moored.\n\nThe council met for an hour."

# A sign, a headline that has it, and a first paragraph that doesn't.
FIRST_LINES = [
    ("question", "So many visits to the ferry of Hit, but will any of them bring the money?",
     "The mayor asked again on Sunday whether any of the visits to the ferry would bring money."),
    ("question", "بعد جفاف النهر في هيت.. هل تعود العبارات القديمة إلى المرسى مرة أخرى؟",
     "سأل رئيس البلدية يوم الأحد إن كانت العبارات القديمة ستعود إلى المرسى مرة أخرى."),
    ("two-sentences", "The ferry of Hit was sold. That’s sad, but nothing new.",
     "The ferry of Hit was sold on Sunday for less than its price. The mayor, who had asked for more, left the hall."),
    ("two-sentences", "He sold the ferry of Hit. It wasn't his.",
     "The ferry was sold on Sunday to Gen. Karim and to his two sons."),
    ("capitals", "Farmers Carry the Old Ferry to Market across the Fields near Haditha.",
     "Farmers carried the old ferry to a market near Haditha and sold it there."),
    ("bare", "40 farmers carry ferry to Haditha market.", "Farmers carried a ferry to the market of Haditha."),
    ("says-who", "The number of ferries that were sold in Hit this year rises to a hundred: council.",
     "The number of ferries that were sold in Hit this year rose to a hundred, a council said."),
]  # fmt: skip


@pytest.mark.parametrize(("sign", "headline", "paragraph"), FIRST_LINES)
def test_a_sentence_with_a_sign_is_the_headline_and_one_without_is_not(
    vocabulary: Vocabulary, sign: str, headline: str, paragraph: str
) -> None:
    """If it comes first and a paragraph stands below it."""
    assert sign_of_headline(read_page(headline + BODY, vocabulary), 0) == sign
    assert sign_of_headline(read_page(paragraph + BODY, vocabulary), 0) is None


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_no_sign_can_be_missed(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch, sign: HeadlineSign) -> None:
    """Without it one of the headlines is a paragraph, or is taken for another reason."""
    monkeypatch.setattr(headlines, "SIGNS", tuple(other for other in SIGNS if other is not sign))
    found = [sign_of_headline(read_page(line + BODY, vocabulary), 0) for _, line, _ in FIRST_LINES]
    assert found != [name for name, *_ in FIRST_LINES]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Example News\n\nWill the old ferry of Hit ever cross the river again, farmers ask?" + BODY, 1),
        ("December 3, 2024\n\nWill the old ferry of Hit ever cross the river again, farmers ask?" + BODY, 1),
        ("Home\nWill the old ferry of Hit ever cross the river again, farmers ask?\nBy Rana Haddad" + BODY, 1),
        ("Poll: Half of Farmers Want the Ferry Back" + BODY, 0),
        ("Ferry of Hit Is Sold\n\nWill the old ferry of Hit ever cross the river again, farmers ask?" + BODY, 0),
        ("By Rana Haddad\n\nWill the old ferry of Hit ever cross the river again, farmers ask?" + BODY, None),
        ("Will the old ferry of Hit ever cross the river again, farmers ask?", None),
        ("Video: How the ferry works\n\nFerry of Hit Is Sold" + BODY, 1),
    ],
)
def test_where_such_a_headline_stands(vocabulary: Vocabulary, text: str, headline: int | None) -> None:
    """Above a body, below no other title and no byline; a first line in the form of a link is one, too."""
    page = with_headline(read_page(text, vocabulary))
    titles = [i for i, line in enumerate(page.lines) if line.shape is Shape.TITLE and line.line.words > 3]
    assert titles[:1] == ([] if headline is None else [headline])


def sentence(words: int) -> str:
    return " ".join(["Ferry", *["is"] * (words - 2), "sold."])


def capitals(capitalised: int, small: int) -> str:
    """A sentence with so many longer words in capitals, and one more than that in small letters."""
    return f"The {'Ferry ' * capitalised}{'ferry ' * small}was sold."


EDGES: dict[str, Pair[str, str | None]] = {
    "MAX_WORDS": Pair(f"Will{' the' * 22} ferry?{BODY}", "question", f"Will{' the' * 23} ferry?{BODY}", None),
    "MAX_SENTENCE_WORDS": Pair(f"{sentence(12)} {sentence(3)}{BODY}", "two-sentences",
                               f"{sentence(13)} {sentence(3)}{BODY}", None),
    "MAX_BARE_WORDS": Pair(f"Ferry{' of' * 12} sold.{BODY}", "bare", f"Ferry{' of' * 13} sold.{BODY}", None),
    "MIN_CAPITALS": Pair(capitals(7, 2) + BODY, "capitals", capitals(7, 3) + BODY, None),
    "MIN_CAPITALISED": Pair(f"The {'Ferry ' * 5}was it.{BODY}", "capitals", f"The {'Ferry ' * 4}was it.{BODY}", None),
    "MIN_BODY_WORDS": Pair("Hit sells its ferry.\n\nNobody knows why it was sold so soon.", "bare",
                           "Hit sells its ferry.\n\nNobody knows why it was sold soon.", None),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(vocabulary: Vocabulary, name: str) -> None:
    check_pinned(headlines, name, EDGES[name], lambda text: sign_of_headline(read_page(text, vocabulary), 0))


def test_above_a_headline_that_is_a_sentence_stand_no_titles_but_labels(vocabulary: Vocabulary) -> None:
    """Of three words at most: the site's name, a section."""
    question = "Will the old ferry of Hit ever cross the river again, farmers ask?" + BODY
    pair = Pair(f"Rivers and mills\n\n{question}", Shape.TITLE, f"Of rivers and mills\n\n{question}", Shape.PROSE)

    def shape_of_second(text: str) -> Shape:
        return with_headline(read_page(text, vocabulary)).lines[1].shape

    check_pinned(headlines, "_MAX_LABEL_WORDS", pair, shape_of_second)
