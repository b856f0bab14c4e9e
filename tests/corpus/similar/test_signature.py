"""Signatures depend on the text alone."""

from syria_iraq_archive.corpus.similar.signature import BAND_KEY, BANDS, signature
from syria_iraq_archive.corpus.words import folded
from tests.corpus.similar.made_up import PARAGRAPH, story


def signed(paragraphs: list[str]) -> str:
    body = "\n\n".join(paragraphs)
    found = signature(body, folded(body) or "")
    assert found
    return found.bands


def test_the_library_gives_the_bands_it_gave_before() -> None:
    """Where this fails, it has another algorithm: signatures in a corpus must be made anew."""
    assert signed([" ".join(f"word{number}" for number in range(40))]).startswith("mmdhe=Kc(vee%>XzNnek")


def test_a_signature_has_a_key_for_each_band() -> None:
    """Each of the same length, so that SQL can cut them out."""
    assert len(signed(story(1))) == BANDS * BAND_KEY


def test_similar_texts_share_bands_and_others_none() -> None:
    """A changed word leaves most."""
    one, other = story(1), story(1)
    other[2] = other[2].replace(other[2].split()[4], "changed")

    def shared(one: str, other: str) -> int:
        return sum(one[at : at + BAND_KEY] == other[at : at + BAND_KEY] for at in range(0, len(one), BAND_KEY))

    assert shared(signed(one), signed(other)) > BANDS / 2
    assert shared(signed(one), signed(story(2))) == 0


def test_few_words_have_no_signature() -> None:
    """They resemble many."""
    few = " ".join(story(1)[0].split()[: PARAGRAPH - 6])
    assert signature(few, folded(few) or "") is None
