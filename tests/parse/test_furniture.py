"""Site furniture: the curated lines by kind, and forms that no list can hold, each beside what only looks like it."""

import pytest

from syria_iraq_archive.parse import Vocabulary, furniture
from syria_iraq_archive.parse.furniture import FORMS, Furniture
from tests.rules import Pair, check_pinned

# Kind, a line of it, and a near miss.
LINES = [
    ("media", "Story Continued Below", "Story continued in Hit for a year"),
    ("media", "Story continues below this ad", "The story goes on below the dam"),
    ("media", "JUST WATCHED How the ferry works Replay More Videos ... MUST WATCH How the ferry works 01:20",
     "They just watched the ferry"),
    ("navigation", "Please enable JavaScript to play this video", "Councils enable farmers to sell"),
    ("media", "From the archive: the ferry song. Listen · 3:10 3:10", "Listen to the council, farmers say"),
    ("media", "Vote Now: Should the ferry be free?", "Votes now count in Hit"),
    ("media", "تشغيل الفيديو", "تشغيل محطة الكهرباء في هيت"),
    ("newsletter", "Subscribe to continue reading", "Farmers subscribe to a fund"),
    ("newsletter", "Already a subscriber? Log in", "Already a mayor"),
    ("newsletter", "You have 2 free articles left", "You have two bridges in Hit"),
    ("newsletter", "هذا المحتوى للمشتركين فقط", "هذا المحتوى من صنع الفلاحين"),
    ("legal", "We and our 41 partners store data on your device", "We and our sons rebuilt it"),
    ("legal", "Accept all cookies", "Council accepts all bids"),
    ("legal", "نستخدم ملفات تعريف الارتباط لتحسين الموقع", "نستخدم المضخات القديمة"),
    ("comments", "This news has been read 12 times in total", "This bridge has been closed 12 times"),
    ("comments", "Yorumlar", "Yorumcu"),
    ("comments", "التعليقات المنشورة لا تعبر عن رأي الموقع", "المجلس لا يعبر عن رأي الفلاحين"),
    ("sharing", "Read or Share this story: https://example.org/1", "Read the share prices"),
    ("sharing", "Follow Rana Haddad on Twitter: @rana", "Police follow a man on a bicycle"),
    ("sharing", "1,204 people are talking about this", "1,204 people are homeless"),
    ("related", "Check Also", "Check points in Hit also reopen"),
    ("related", "اقرا ايضا", "اقرأ الرسالة"),
    ("inline-related", "See also | Why the pier was never tested", "Engineers see why the pier was never tested"),
    ("inline-related", "SEE ALSO: Ferry to be sold", "Sale also of a ferry"),
    ("inline-related", "( Also on EXAMPLE: Five ferries for sale)", "Also on Monday the ferry was sold"),
    ("inline-related", "PHOTOS: The ferry of Hit", "Photos show the ferry"),
    ("inline-related", "شاهد: عودة العبارة إلى هيت", "شاهد عيان يروي ما حدث"),
    ("navigation", "Key events", "Key bridge reopens"),
]  # fmt: skip

# Form by its kind and an own name, a line that has it, and a near miss.
FORM_LINES = [
    ("markup", '<img src="dot.gif" width="1">', "Rainfall <5 mm and >2 mm"),
    ("clock", "14:05 GMT", "14:05 train to Basra"),
    ("clock", "9.30 a.m. local time", "9.30 metres"),
    ("clock", "الساعة 14:05 بتوقيت دمشق", "الساعة 14:05 عبرت أول شاحنة"),
    ("address", "pic.twitter.com/AbCd1234", "https://example.org shows the ferry"),
    ("inline-related", "Ferry of Hit:Why nobody wants to buy the boat", "Ferry of Hit: nobody wants to buy the boat"),
    ("inline-related", "Bridge closed again:Council says it was never asked", "Engineer:Unknown"),
    ("post", "— Council of Hit (@hit_council) December 2, 2024", "Council of Hit (hit_council) met in 2024"),
    ("post", "Rana Haddad (@rana)", "Rana Haddad (Basra)"),
    ("notice", "If you value our journalism, please give.", "The mayor values journalism."),
    ("notice", "Sign up here and you will get each newsletter.", "“Sign up, you and your newsletter,” he wrote."),
    ("notice", "Kindly support free journalism, please.", "A free journalism pleases the mayor."),
    ("notice", "Cookies are set by we and our sponsors.", "Cookies are sold by our sponsors."),
    ("notice", "By continuing you agree to our use of cookies.", "You bake cookies, she said."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "line", "near_miss"), LINES)
def test_a_curated_line_is_furniture_and_its_near_miss_is_not(
    vocabulary: Vocabulary, kind: str, line: str, near_miss: str
) -> None:
    """Whatever its case; the words alone don't make it."""
    assert (vocabulary.furniture.kind_of(line), vocabulary.furniture.kind_of(near_miss)) == (kind, None)


@pytest.mark.parametrize(("kind", "line", "near_miss"), FORM_LINES)
def test_a_form_is_known_without_any_list(kind: str, line: str, near_miss: str) -> None:
    """And what only resembles it is not."""
    bare = Furniture({})
    assert (bare.kind_of(line), bare.kind_of(near_miss)) == (kind, None)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.fits.__name__)
def test_no_form_can_be_missed(monkeypatch: pytest.MonkeyPatch, form: furniture.FurnitureForm) -> None:
    """Without it an example is no furniture, or of another kind."""
    monkeypatch.setattr(furniture, "FORMS", tuple(other for other in FORMS if other is not form))
    bare = Furniture({})
    assert any(bare.kind_of(line) != kind for kind, line, _ in FORM_LINES)


def test_what_divides_a_label_from_a_title_is_one_wildcard() -> None:
    """A colon, a bar, an arrow, three dots, with or without space; a space alone divides nothing."""
    links = Furniture({"links": ["see also~*"]})
    dividers = (": ", ":", " | ", " » ", " > ", "... ")
    assert [links.kind_of(f"See also{divider}Ferry sold") for divider in dividers] == ["links"] * len(dividers)
    assert links.kind_of("See also Ferry sold") is None


def please(words: int) -> str:
    return " ".join(["please donate now", *["friend"] * (words - 3)])


EDGES: dict[str, Pair[str, str | None]] = {
    "MAX_COUNT_DIGITS": Pair("999", "count", "2024", None),
    "MAX_FURNITURE_LENGTH": Pair(f"see{'e' * 297}", "links", f"see{'e' * 298}", None),
    "MAX_FURNITURE_WORDS": Pair(f"see {'it ' * 28}now", "links", f"see {'it ' * 29}now", None),
    "MIN_GLUED_SPACES": Pair(
        "Ferry of Hit:Nobody buys old boats", "inline-related", "Ferry of Hit:Nobody buys it", None
    ),
    "MAX_NOTICE_WORDS": Pair(please(40), "notice", please(41), None),
}


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str) -> None:
    """A longer line is a paragraph, whatever it asks for; a number of four digits is a year."""
    check_pinned(furniture, name, EDGES[name], Furniture({"links": ["see*"]}).kind_of)
