"""Quotes are found by the speaker as printed."""

from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.quotes import QuoteQuestion, find_quotes
from tests.factories import dated, make_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One in which Iran's envoy, Abu-Omar, says something."""
    parsed = dated()
    (quote,) = parsed.articles[0].quotes
    printed = quote.model_copy(update={"speaker": "Iran’s envoy, Abu-Omar"})
    article = parsed.articles[0].model_copy(update={"quotes": (printed,)})
    return make_corpus(tmp_path_factory.mktemp("quotes") / "a.db", parsed.model_copy(update={"articles": (article,)}))


@pytest.mark.parametrize(
    ("speaker", "number"),
    [
        ("Iran’s envoy", 1),
        ("iran's", 1),
        ("envoy, Abu-Omar", 1),
        ("envoy abu omar", 1),
        ("ENVOY", 1),
        ("Iraq's", 0),
        ("’", 0),
    ],
)
def test_a_speaker_is_found_by_a_part_of_what_is_printed(corpus: Path, speaker: str, number: int) -> None:
    """Whatever marks stand between its words; marks alone are no part."""
    with reading(corpus) as connection:
        assert len(list(find_quotes(connection, QuoteQuestion(speaker_printed=speaker)))) == number
