"""Lines that a site's labels divide: each label beside the role of what stands behind it."""

import pytest

from syria_iraq_archive.parse import Vocabulary, labelled_lines
from syria_iraq_archive.parse.labelled_lines import LABELS, LineLabel, labelled_line
from syria_iraq_archive.parse.lines import split_lines
from tests.rules import Pair, check_pinned


def pieces(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]] | None:
    [line] = split_lines(text)
    shaped = labelled_line(line, vocabulary)
    return shaped and [(piece.role.value, piece.span.of(text)) for piece in shaped.pieces if piece.role != "chrome"]


# A line, and what of it is no label; None for a near miss.
LINES = [
    ("Image copyright AFP Image caption The road to Hit is under water",
     [("credit", "AFP"), ("caption", "The road to Hit is under water")]),
    ("Image source, Getty Images Image caption, A ferry", [("credit", "Getty Images"), ("caption", "A ferry")]),
    ("Image copyright belongs to whoever took the picture, a court of twelve judges in Baghdad ruled",
     [("caption", "belongs to whoever took the picture, a court of twelve judges in Baghdad ruled")]),
    ("Media playback is unsupported on your device Media caption Two men row", [("caption", "Two men row")]),
    ("Media playback is unsupported on your device Two men row to Hit", [("caption", "Two men row to Hit")]),
    ("Enlarge this image A ferry on the river. (AFP)", [("caption", "A ferry on the river."), ("credit", "(AFP)")]),
    ("Enlarge this image toggle caption Lina Saad for Example Lina Saad for Example",
     [("credit", "Lina Saad for Example")]),
    ("Facebook Twitter Pinterest Two men row to Hit. Photograph: Karim Sabri/AFP",
     [("caption", "Two men row to Hit."), ("credit", "Photograph: Karim Sabri/AFP")]),
    ("CLOSE The mayor of Hit spoke. He asked for help. (May 3) AP",
     [("caption", "The mayor of Hit spoke. He asked for help. (May 3)"), ("credit", "AP")]),
    ("CLOSE A boat sank. Video provided by Rana Newslook",
     [("caption", "A boat sank."), ("credit", "Video provided by Rana Newslook")]),
    ("CLOSE Two men row to Hit", [("caption", "Two men row to Hit")]),
    ("CLOSE THE CANAL, SAYS MAYOR", None),
    ("Close The Canal at Once, Says Mayor", None),
    ("Photos: The bridge Photos: The bridge A boy looks at it. Hide Caption 1 of 222 Photos: The bridge A girl does. "
     "Hide Caption 2 of 222", [("caption", "A boy looks at it."), ("caption", "A girl does.")]),
    ("A boy looks at it. Hide Caption 1 of 12", [("caption", "A boy looks at it.")]),
    ("Councils that hide caption 1 of the sign are wrong", None),
    ("Story highlights The ferry is to be sold", [("standfirst", "The ferry is to be sold")]),
    ("Smoke over Hit. (Photo: Rami Saleh, AP) Story Highlights The mayor was not hurt",
     [("caption", "Smoke over Hit."), ("credit", "(Photo: Rami Saleh, AP)"), ("standfirst", "The mayor was not hurt")]),
    ("مصدر الصورة AFP التعليق على الصورة عبارة في هيت", [("credit", "AFP"), ("caption", "عبارة في هيت")]),
    ("The image caption was wrong", None),
    ("Images copyright holders want back", None),
    ("The story highlights the ferry", None),
    ("Facebook and Twitter block the council", None),
    ("Image caption", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), LINES)
def test_a_line_is_divided_at_its_labels(
    vocabulary: Vocabulary, text: str, found: list[tuple[str, str]] | None
) -> None:
    """Credits, captions and points of a summary; without a label in its place, or with nothing behind it, none."""
    assert pieces(text, vocabulary) == found


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_no_label_can_be_missed(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch, label: LineLabel) -> None:
    """Without it a line is divided otherwise."""
    monkeypatch.setattr(labelled_lines, "LABELS", tuple(other for other in LABELS if other is not label))
    monkeypatch.setattr(labelled_lines, "_LABEL", labelled_lines.pattern_of(labelled_lines.LABELS))
    assert any(pieces(text, vocabulary) != found for text, found in LINES)


def test_a_credit_behind_a_label_has_twelve_words_at_most(vocabulary: Vocabulary) -> None:
    """A longer text is a caption."""
    twelve = "Karim Sabri and Rana Haddad for the press of Hit and Ana"
    pair = Pair(f"Image copyright {twelve}", "credit", f"Image copyright {twelve} too", "caption")

    def role(text: str) -> str | None:
        found = pieces(text, vocabulary)
        return found[0][0] if found else None

    check_pinned(labelled_lines, "MAX_CREDIT_WORDS", pair, role)
