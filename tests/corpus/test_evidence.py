"""What shows that a name is a person's or a body's."""

import pytest

from syria_iraq_archive.corpus.evidence import Evidence, is_somebody


def likely(name: str, *sentences: str) -> bool:
    """Whether the name is likely somebody's, by sentences that print it."""
    evidence = Evidence()
    for sentence in sentences:
        start = sentence.index(name)
        evidence.add(sentence, start, start + len(name))
    return is_somebody(name, evidence, {"karim"}, {"photos", "week"})


@pytest.mark.parametrize(
    ("name", "sentence", "somebody"),
    [
        ("Silwan Rawi", "“No,” said Silwan Rawi.", True),
        ("Silwan Rawi", "Silwan Rawi, a teacher and member of the board, left.", True),
        ("Silwan Rawi", "The spokesman Silwan Rawi left.", True),
        ("Silwan Rawi", "Sen. Silwan Rawi (R-Ohio) left.", True),
        ("Silwan Rawi", "The film Silwan Rawi is long.", False),
        ("Karim Rawi", "The film Karim Rawi is long.", True),
        ("Tel Samir", "They live in Tel Samir.", False),
        ("Tel Samir", "The Tel Samir countryside is green, the officer said.", False),
        ("Hills Water Council", "They saw the Hills Water Council.", True),
        ("Council for Hills", "They saw the Council for Hills.", True),
        ("Hills Water Bottle", "They saw the Hills Water Bottle.", False),
    ],
)
def test_a_name_of_several_words_is_somebodys_if_its_words_or_those_around_it_show_it(
    name: str, sentence: str, somebody: bool
) -> None:
    """Once is enough; a place is what things happen in."""
    assert likely(name, sentence) is somebody


@pytest.mark.parametrize(
    ("name", "sentences", "somebody"),
    [
        ("Rawi", ("Rawi said so.", "They met Mr. Rawi."), True),
        ("Rawi", ("Rawi said so.", "The Rawi is green."), False),
        ("Rawi", ("Rawi said so.", "They told Rawi.", *("The Rawi is green.",) * 30), False),
        ("Photos", ("Photos said so.", "They told Photos."), False),
        ("Rawis", ("Rawis said so.", "They told Rawis."), False),
        ("HRS", ("HRS said so.", "They told HRS."), True),
        ("I've", ("said I've.", "said I've."), False),
        ("R-Ohio", ("R-Ohio, said so.", "said R-Ohio."), False),
    ],
)
def test_a_single_word_must_act_twice_and_often_enough(name: str, sentences: tuple[str, ...], somebody: bool) -> None:
    """Peoples and common words don't count, whatever they do."""
    assert likely(name, *sentences) is somebody
