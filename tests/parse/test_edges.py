"""Every threshold of headers and bodies has an example at its edge: a third more or less, and one fails."""

from collections.abc import Callable
from types import ModuleType

import pytest

from syria_iraq_archive.parse import Vocabulary, body, header, header_lines, name_lines, page, signatures
from syria_iraq_archive.parse.blocks import parse_text
from tests.rules import Pair, check_pinned

HEAD = "Ferry of Hit Is Sold at Last"
DATE = "December 3, 2024"
P1 = "The council of Hit sold the old ferry on Monday, and two farmers took it away on a cart."
P2 = "It had been moored below the mill for eleven years, officials of the district said."
P3 = "The money is in the bank, and the council will meet again on Thursday to spend it."
P4 = "Farmers of the west bank had asked for it twice, and nobody at the mill had answered them."

Asked = tuple[str, str]  # a text, and a line of it


def lines(*parts: str) -> str:
    return "\n\n".join(parts)


def asked(line: str, *parts: str) -> Asked:
    """The parts as a text, with the question what the first print of `line` is."""
    return lines(*parts), line


def words(count: int, first: str = "Mills") -> str:
    """A title of so many words."""
    return " ".join([first, *["old"] * (count - 2), "river"])


@pytest.fixture
def role_of(vocabulary: Vocabulary) -> Callable[[Asked], str | None]:
    """Gives the role of the line that is asked for; no line is remembered from one text to the next."""

    def read(question: Asked) -> str | None:
        text, line = question
        vocabulary.looks.forget()
        blocks, _ = parse_text(text, vocabulary)
        vocabulary.looks.forget()
        return next((block.role.value for block in blocks if block.span.of(text).startswith(line)), None)

    return read


def titled(first: int, second: int) -> Asked:
    """Two titles of so many words above a body; the first is asked for."""
    one, two = words(first), words(second, "Boats")
    return asked(one, one, two, P1, P2)


def captioned(count: int) -> Asked:
    """So many sentences between a headline and its copy."""
    between = [f"Two men row to mill number {name} of the river." for name in "ABCDEFGHIJ"[:count]]
    return asked(between[0], HEAD, *between, HEAD, P1, P2)


def taken_up_in(line: int) -> Asked:
    """A site's name above the date, and a headline whose words the body's line of that number takes up."""
    paragraphs = [P2, P3, P4, "Nobody knew of it before, as far as anybody now remembers in the town."]
    paragraphs[line - 1] = "Twelve wagons carried the engines away in the night, as far as anybody now remembers."
    headline = "Twelve Wagons Carried Engines Away"
    return asked(headline, "Voices of the Tigris", DATE, headline, *paragraphs)


HEADERS: dict[str, Pair[Asked, str | None]] = {
    "MAX_PROSE_ABOVE": Pair(
        asked(P2, HEAD, P2, DATE, P1, P3), "standfirst", asked(P2, HEAD, P2, P3, DATE, P1, P4), "paragraph"
    ),
    "MAX_PROSE_ABOVE_COPY": Pair(captioned(6), "caption", captioned(7), "paragraph"),
    "MAX_KICKER_WORDS": Pair(titled(6, 9), "kicker", titled(7, 9), "headline"),
    "MAX_HEADLINE_WORDS": Pair(titled(5, 14), "kicker", titled(5, 15), "headline"),
    "MIN_HEADLINE_WORDS": Pair(
        asked("Two men row home", HEAD, "Two men row home", HEAD, P1, P2), "caption",
        asked("Two men row", HEAD, "Two men row", HEAD, P1, P2), "chrome",
    ),
    "LINES_COMPARED": Pair(taken_up_in(3), "headline", taken_up_in(4), "standfirst"),
    "MAX_SIGNATURE_WORDS": Pair(
        asked("Rana", HEAD, f"Rana Haddad | {words(7, 'Post')}", DATE, P1, P2), "byline",
        asked("Rana", HEAD, f"Rana Haddad | {words(8, 'Post')}", DATE, P1, P2), "standfirst",
    ),
}  # fmt: skip

LINES: dict[str, Pair[Asked, str | None]] = {
    "MAX_SIGNATURE_WORDS": Pair(
        asked("Rana", HEAD, f"Rana Haddad - {words(7, 'Post')}, {DATE}", P1, P2), "byline",
        asked("Rana", HEAD, f"Rana Haddad - {words(8, 'Post')}, {DATE}", P1, P2), "standfirst",
    ),
    "MAX_PLACE_PART_WORDS": Pair(
        asked("Basra", HEAD, f"Basra/old mill, {DATE}", P1, P2), "dateline",
        asked("Basra", HEAD, f"Basra/old red mill, {DATE}", P1, P2), "standfirst",
    ),
    "MAX_LABEL_WORDS": Pair(
        asked("River", HEAD, f"River mills / {DATE}", P1, P2), "chrome",
        asked("River", HEAD, f"River and mills / {DATE}", P1, P2), "standfirst",
    ),
}  # fmt: skip


def interview(count: int) -> Asked:
    questions = ("Who bought the ferry?", "And what did it cost?", "Where is it now?")
    answered = [part for one in questions[:count] for part in (one, f"{one[:-1]}, I can't say here, nor can we all.")]
    return asked(questions[0], HEAD, P1, *answered, P2)


def answered_at(place: int) -> Asked:
    """An interview whose answers say "I" at that character."""
    questions = ("Who bought the ferry?", "And what did it cost?", "Where is it now?")
    filler = "The old mill of the river is red and the old ferry of the district is green and the new bridge is blue "
    parts = [part for one in questions for part in (one, f"{one[0]}{filler * 2}"[: place - 1] + " I can say so here.")]
    return asked(questions[0], HEAD, P1, *parts, P2)


RESUMED = "Nobody in the old in the old in the old town"

BODIES: dict[str, Pair[Asked, str | None]] = {
    "MAX_CROSSHEAD_WORDS": Pair(
        asked("Mills", HEAD, DATE, P1, words(18), P2), "crosshead",
        asked("Mills", HEAD, DATE, P1, words(19), P2), "paragraph"
    ),
    "MIN_CAPTION_WORDS": Pair(
        asked("Two men row", HEAD, DATE, P1, "Two men row\n(AFP)", P2), "caption",
        asked("Two men", HEAD, DATE, P1, "Two men\n(AFP)", P2), "crosshead",
    ),
    "MIN_QUESTIONS": Pair(interview(3), "paragraph", interview(2), "crosshead"),
    "MAX_ANSWER_OPENING": Pair(answered_at(119), "paragraph", answered_at(121), "crosshead"),
    "MIN_ABOVE_ATTRIBUTION": Pair(
        asked("Lina", HEAD, DATE, P1, P2, P3, "Lina Saad, Rudaw", P4), "paragraph",
        asked("Lina", HEAD, DATE, P1, P2, "Lina Saad, Rudaw", P4), "byline",
    ),
    "MIN_RESUMED_WORDS": Pair(
        asked("Nobody", HEAD, DATE, P1, P2, "Read more", "Mill to close", f"{RESUMED} knows."), "paragraph",
        asked("Nobody", HEAD, DATE, P1, P2, "Read more", "Mill to close", f"{RESUMED}."), "chrome",
    ),
}  # fmt: skip


def named(headline: int, paragraph: int) -> Asked:
    """A lone name below a headline and above a paragraph of so many words."""
    return asked("Rana Haddad", words(headline), "Rana Haddad", words(paragraph, "Councils") + ".", P1)


def noted(length: int) -> Asked:
    """A note on an author whose name has so many characters."""
    name = f"Rana {'H' * (length - 5)}"
    return asked(name, HEAD, f"By {name}", P1, P2, P3, f"{name} was a reporter of the press in Hit.")


NAMES: dict[str, Pair[Asked, str | None]] = {
    "MIN_HEADLINE_WORDS": Pair(named(5, 12), "byline", named(4, 12), "chrome"),
    "MIN_BODY_WORDS": Pair(named(9, 8), "byline", named(9, 7), "chrome"),
    "MIN_LISTED": Pair(
        asked("Rana", "Rana Haddad, Omar Khalil, Lina Saad", P1, P2), "byline",
        asked("Rana", "Rana Haddad, Omar Khalil", P1, P2), "headline",
    ),
    "MAX_NAME_LENGTH": Pair(noted(115), "chrome", noted(116), "paragraph"),
}  # fmt: skip


def copied(count: int) -> Asked:
    """A headline of so many words, printed again below a line."""
    headline = words(count, "Ferry")
    return asked("Boats", headline, "Boats row by the mill", headline, P1, P2)


PAGES: dict[str, Pair[Asked, str | None]] = {
    "MIN_COPIED_WORDS": Pair(copied(3), "caption", copied(2), "headline"),
}


def apart(lines_between: int) -> Asked:
    """A signed line so many lines of the site below the body."""
    between = [("Share", "Print")[n % 2] for n in range(lines_between)]
    return asked("Mills", HEAD, DATE, P1, P2, *between, f"{words(9)}. (AFP)")


SIGNED: dict[str, Pair[Asked, str | None]] = {
    "REACH": Pair(apart(5), "paragraph", apart(6), "caption"),
    "MIN_REPORT_WORDS": Pair(
        asked("Mills", HEAD, DATE, P1, P2, f"{words(8)}. (AFP)"), "paragraph",
        asked("Mills", HEAD, DATE, P1, P2, f"{words(7)}. (AFP)"), "caption",
    ),
}  # fmt: skip


def edges(*tables: tuple[ModuleType, dict[str, Pair[Asked, str | None]]]) -> list[object]:
    return [
        pytest.param(module, name, pair, id=f"{module.__name__.rpartition('.')[2]}-{name}")
        for module, table in tables
        for name, pair in table.items()
    ]


@pytest.mark.parametrize(
    ("module", "name", "pair"),
    edges(
        (header, HEADERS),
        (header_lines, LINES),
        (body, BODIES),
        (name_lines, NAMES),
        (page, PAGES),
        (signatures, SIGNED),
    ),
)
def test_the_role_of_a_line_holds_a_threshold(
    module: ModuleType, name: str, pair: Pair[Asked, str | None], role_of: Callable[[Asked], str | None]
) -> None:
    check_pinned(module, name, pair, role_of)


def test_a_word_of_five_letters_may_say_what_a_text_is_about(vocabulary: Vocabulary) -> None:
    """Shorter words are in every text."""

    def content(text: str) -> list[str]:
        return sorted(page.read_page(text, vocabulary).content_words(0))

    check_pinned(page, "MIN_CONTENT_LETTERS", Pair("Ferry", ["ferry"], "Boat", []), content)
