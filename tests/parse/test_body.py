"""What the lines of a body are, and those below it: each rule with a line that it is about, and a near miss."""

import pytest

from syria_iraq_archive.parse import Vocabulary, body
from syria_iraq_archive.parse.blocks import parse_text
from syria_iraq_archive.parse.body import RULES

HEAD = "Ferry of Hit Is Sold at Last\n\nDecember 3, 2024\n\n"
P1 = "The council of Hit sold the old ferry on Monday, and two farmers took it away on a cart."
P2 = "It had been moored below the mill for eleven years, officials of the district said."
P3 = "The money is in the bank, and the council will meet again on Thursday to spend it."
P4 = "Farmers of the west bank had asked for it twice, and nobody at the mill had answered them."
BOX = "A quiet day on the river"
Q = (
    "Who bought the ferry?",
    "I bought it.",
    "And what did it cost?",
    "I would rather not say.",
    "Where is it?",
    "We sold it.",
)


def page(*lines: str) -> str:
    return HEAD + "\n\n".join(lines)


LONG_ARABIC = "باع مجلس هيت العبارة القديمة يوم الاثنين وأخذها فلاحان على عربة كبيرة إلى الضفة الأخرى من النهر."
POST = (P3, "— Ali Hasan (@alihasan) May 3, 2019")
INTERVIEW = [part for question, answer in zip(Q[::2], Q[1::2], strict=True)
             for part in (question, f"“{answer} It was the best thing for all of us, and for the mill.”")]  # fmt: skip

LIST = ("Use the ferry at the old mill", "Avoid the canal road", "Carry a permit")
VERSE = ("يا نهر هيت القديم", "خذ السفينة والغريق", "واترك لنا الطاحونة")
TRANSCRIPT = [part for line in ("And did it sink", "Right at the mill") for part in ("rana haddad", line, "karim", P3)]
TURNS = ["rana haddad", P1, *TRANSCRIPT, "karim", P4]
CAPITALS = ["RANA: Did it sink?", f"KARIM: {P2}", "RANA: And where was it?", f"KARIM: {P3}", "RANA: On the river?"]

# A rule, the line that it is about, a capture in which it applies, and one in which it doesn't.
CASES = [
    ("after-the-end", "Mill of Hit", page(P1, P2, "Reporting by Rana Haddad", "Mill of Hit"),
     page(P1, "Mill of Hit", P2)),
    ("poster-below-body", "Posted by rana", page(P1, P2, "Posted by rana"), None),
    ("caption-above-credit", "Two men row to the mill of Hit",
     page(P1, "Two men row to the mill of Hit\n(Karim Sabri/AFP)", P2), page(P1, "Two men row to the mill of Hit", P2)),
    ("question-of-interview", Q[2], page(P1, *INTERVIEW), page(P1, *INTERVIEW[:4], P2)),
    ("question-of-the-outlet", "Asharq Al-Awsat: Who bought the ferry?",
     page(P1, "Asharq Al-Awsat: Who bought the ferry?", P2), page(P1, "Asharq Al-Awsat: Ferry of Hit", P2)),
    ("introduces-speech", "Karim Sabri said:", page(P1, "Karim Sabri said:", "“We asked for this.”"),
     page(P1, "The mill of Hit:", P2)),
    ("introduces-speech", "Karim Sabri, the mayor:", page(P1, "Karim Sabri, the mayor:", f"“{P2}”"),
     page(P1, "Karim Sabri, the mayor:", P2)),
    ("introduces-speech", "وقال رئيس البلدية:", page(P1, "وقال رئيس البلدية:", "«طلبنا هذا الجسر منذ ثلاث سنوات»."),
     page(P1, "طاحونة هيت:", P2)),
    ("line-of-list", LIST[1], page(P1, "Drivers should do the following:", *LIST, P2),
     page(P1, "The mill:", *LIST, P2)),
    ("line-of-list", LIST[0], page(P1, f"{P2[:-1]}:", *LIST[:2], P3), page(P1, P2, *LIST[:2], P3)),
    ("line-of-list", LIST[2], page(P1, f"{P2[:-1]}:", *LIST), page(P1, f"{P2[:-1]} in these stories:", *LIST)),
    ("line-of-list", BOX, page(P1, "Officials said:", *LIST, BOX, P2),
     page(P1, "Officials said:", *LIST, "", BOX, P2)),
    ("line-of-list", VERSE[1], page(P1, "ويقول الشاعر:", *VERSE), page(P1, "طاحونة هيت", *VERSE)),
    ("line-of-list", VERSE[0], page(P1, f"{LONG_ARABIC} {LONG_ARABIC} ويقول الشاعر: يا نهر هيت القديم", *VERSE, P2),
     page(P1, f"{LONG_ARABIC} {LONG_ARABIC} ويقول الشاعر يا نهر هيت القديم", *VERSE, P2)),
    ("line-of-post", "The ferry of Hit is gone #ferry", page(P1, "The ferry of Hit is gone #ferry", *POST, P2),
     page(P1, "The ferry of Hit is gone #ferry", POST[0], P2)),
    ("line-of-post", "URGENT 1/5", page(P1, "URGENT 1/5", *POST, P2), page(P1, "URGENT, one of five", *POST, P2)),
    ("line-of-post", BOX, page(P1, BOX, POST[1], P2), page(P1, BOX, *POST, P2)),
    ("line-of-transcript", "And did it sink", page(*TURNS), page(*TURNS[2:])),
    ("line-of-transcript", CAPITALS[0], page(P1, *CAPITALS, P4), page(P1, *CAPITALS[:4], P4)),
    ("byline-of-box", "By Lina Saad, river correspondent", page(P1, P2, BOX, "By Lina Saad, river correspondent", P3),
     None),
    ("attribution", "Lina Saad, New York Times", page(P1, P2, P3, "Lina Saad, New York Times", P4), None),
    ("short-sentence", "It sank.", page(P1, "It sank.", P2), page(P1, "It sank", P2)),
    ("below-body", "Mill of Hit", page(P1, P2, "Mill of Hit"), page(P1, "Mill of Hit", P2)),
    ("caption-printed-twice", "Two men take the ferry away on a cart.",
     page(P1, *["Two men take the ferry away on a cart."] * 2, P2),
     page(P1, "Two men take the ferry away on a cart.", P2)),
    ("title-in-body", "Mill of Hit", page(P1, "Mill of Hit", P2), page(P1, P2, "Mill of Hit")),
    ("long-line-in-body", " ".join(["wheel"] * 19), page(P1, " ".join(["wheel"] * 19), P2),
     page(P1, " ".join(["wheel"] * 18), P2)),
    ("list-item", "• the old mill", page(P1, "• the old mill", P2), page(P1, P2, "• the old mill")),
    ("place-in-body", "BAGHDAD", page(P1, P2, "BAGHDAD", P3), page(P1, P2, "BAGHDAD")),
    ("place-below-body", "BAGHDAD", page(P1, P2, "BAGHDAD"), page(P1, P2, "BAGHDAD", P3)),
    ("author-box", "Rana Haddad is a reporter who covers rivers. Her book is new.",
     page(P1, P2, "Rana Haddad is a reporter who covers rivers. Her book is new."),
     page(P1, "Rana Haddad is a reporter who covers rivers. Her book is new.", P2, P3)),
    ("notice-below-body", "© Karim Sabri/AFP", page(P1, P2, "© Karim Sabri/AFP"), page(P1, "© Karim Sabri/AFP", P2)),
]  # fmt: skip


ROLES = {rule.name: rule.role for rule in RULES}


def rule_of(line: str, text: str, vocabulary: Vocabulary) -> str | None:
    """The rule that gave the first block of `line` its role; what only has the name of a rule of bodies is marked."""
    blocks, _ = parse_text(text, vocabulary)
    found = next((block for block in blocks if block.span.of(text) == line), None)
    if found is None:
        return None
    return found.rule if ROLES.get(found.rule, found.role) is found.role else f"{found.rule} by shape"


@pytest.mark.parametrize(
    ("rule", "line", "has_it", "near_miss"), CASES, ids=[f"{rule}-{n}" for n, (rule, *_) in enumerate(CASES)]
)
def test_a_rule_applies_to_its_line_and_not_to_a_near_miss(
    vocabulary: Vocabulary, rule: str, line: str, has_it: str, near_miss: str | None
) -> None:
    """The line's place decides."""
    assert rule_of(line, has_it, vocabulary) == rule
    assert near_miss is None or rule_of(line, near_miss, vocabulary) != rule


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_no_rule_can_be_missed(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    """Without it an example's line has its role by another rule."""
    without = {shape: tuple(one for one in rules if one.name != rule) for shape, rules in body._RULES_OF.items()}
    monkeypatch.setattr(body, "_RULES_OF", without)
    assert any(rule_of(line, has_it, vocabulary) != rule for name, line, has_it, _ in CASES if name == rule)


def test_a_teaser_does_not_go_on_with_the_body(vocabulary: Vocabulary) -> None:
    """Below a heading of links a paragraph that breaks off is another story's; a whole one is the article's."""
    links = ["Read more", "Mill of Hit to close"]
    assert rule_of(f"{P3[:-1]} …", page(P1, P2, *links, f"{P3[:-1]} …"), vocabulary) == "link-below-heading"
    assert rule_of(P3, page(P1, P2, *links, P3), vocabulary) == "prose"


def test_a_sign_off_ends_a_story_with_a_dateline_however_long_the_notices_below(vocabulary: Vocabulary) -> None:
    """What an agency says of itself may be longer than the story; without a dateline the longer part is the story."""
    notices = ["Reporting by Rana Haddad", "Example Agency sells news.", P2, P3]
    assert rule_of(P3, page(f"HIT, Iraq - {P1}", *notices), vocabulary) == "after-the-end"
    assert rule_of(P3, page(P1, *notices), vocabulary) == "prose"
