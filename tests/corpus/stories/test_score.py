"""What speaks for one event and what against it: each kind of thing, and the days."""

from itertools import combinations

import pytest

from syria_iraq_archive.corpus.stories import score
from syria_iraq_archive.corpus.stories.score import Profile, compare
from syria_iraq_archive.corpus.stories.traits import Traits, from_text
from tests.corpus.stories.invented import read_half, rows_of

DAY = 739_000  # 24 April 2024
ONE = Traits(
    arabic=False,
    published=(DAY, DAY),
    happened=(DAY, DAY),
    told=(DAY,),
    weekday=0,
    words=("atarib", "bazaar", "bread", "drone", "missiles", "morning", "rescuers", "wounded"),
    names=("atarib",),
    numbers=(9.0, 24.0),
    subjects=("drone", "market"),
    actors=("white-helmets",),
    places=(),
    leading=("white-helmets",),
)
OTHER = ONE._replace(words=("atarib", "bazaar", "dead", "drone", "hit", "missiles", "shoppers", "volunteers"))


def linked(one: Traits, other: Traits) -> float:
    bond = compare(Profile(one), Profile(other))
    return bond.score if bond else score.KEPT_FROM


@pytest.fixture(scope="module")
def told() -> list[tuple[str, Profile]]:
    """The invented articles, each with its story."""
    invented = (*read_half("tuned"), *read_half("kept"))
    articles = [(article.story, rows_of(article.text).stories[0][-1]) for article in invented]
    return [(story, Profile(from_text(str(traits)))) for story, traits in articles]


def right_links(told: list[tuple[str, Profile]]) -> int:
    found = 0
    for (story, one), (other_story, other) in combinations(told, 2):
        bond = compare(one, other) if story == other_story else None
        found += bond is not None and bond.score > score.LINKED
    return found


@pytest.mark.parametrize(
    ("weights", "kind"),
    [
        *(("_SAME_LANGUAGE", kind) for kind in ("words", "rare", "actors", "places", "numbers", "subjects")),
        *(("_TWO_LANGUAGES", kind) for kind in ("names", "actors", "places", "subjects")),
    ],
)
def test_without_a_kind_of_thing_fewer_stories_are_found(
    told: list[tuple[str, Profile]], monkeypatch: pytest.MonkeyPatch, weights: str, kind: str
) -> None:
    """Each is needed for some."""
    before = right_links(told)
    monkeypatch.setitem(getattr(score, weights), kind, 0.0)
    assert right_links(told) < before


def test_the_same_in_other_words_is_linked() -> None:
    """And the link says what it rests on; the article itself is like itself."""
    bond = compare(Profile(ONE), Profile(OTHER))
    assert bond is not None
    assert bond.score > score.LINKED
    assert (bond.actors, bond.numbers, bond.days) == ("white-helmets", "9 | 24", "2024-04-24")
    assert bond.words is not None
    assert bond.words.split(" | ")[:2] == ["atarib", "bazaar"]
    assert linked(ONE, ONE) > bond.score


def test_numbers_in_common_count_across_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """As others do; without their weight the score is less."""
    arabic = ONE._replace(arabic=True)
    before = linked(ONE, arabic)
    monkeypatch.setitem(score._TWO_LANGUAGES, "numbers", 0.0)
    assert linked(ONE, arabic) < before


def test_two_towns_speak_against_one_event() -> None:
    """If both openings name places, and none in common; a report that names none says nothing of that."""
    here, there = ONE._replace(places=("raqqa",)), OTHER._replace(places=("idlib",))
    assert linked(here, there) == pytest.approx(linked(here, OTHER) + score._OTHER_PLACES)
    assert linked(here, there._replace(places=("idlib", "raqqa"))) > linked(here, OTHER)


def test_it_makes_no_difference_which_comes_first() -> None:
    """The score is of both."""
    assert linked(ONE, OTHER) == linked(OTHER, ONE)


def moved(traits: Traits, days: int) -> Traits:
    """What happened, and was published, so many days later."""
    day = DAY + days
    return traits._replace(published=(day, day), happened=(day, day), told=(day,))


def test_the_day_tells_events_apart() -> None:
    """The next day is against it; unless one of the two tells of the other day, too; more days are the end of it."""
    same, next_day, third = (linked(ONE, moved(OTHER, days)) for days in (0, 1, 2))
    assert same > next_day + 4
    assert next_day > third or third == score.KEPT_FROM
    beside = moved(OTHER, 1)._replace(told=(DAY, DAY + 1))
    assert next_day < linked(ONE, beside) < same
    assert compare(Profile(ONE), Profile(moved(ONE, 3))) is None


def test_a_night_belongs_to_two_days() -> None:
    """What happened overnight is told of the day before or of the morning."""
    overnight = moved(OTHER, -1)._replace(happened=(DAY - 1, DAY))
    assert linked(ONE, overnight) == linked(ONE, OTHER)


def test_a_report_without_a_day_is_rarely_of_a_report_with_one() -> None:
    """It may be background; if neither tells one, they may well be of one event, if published on one day."""
    none = OTHER._replace(happened=(0, 0), told=())
    neither = linked(ONE._replace(happened=(0, 0), told=()), none)
    later = none._replace(published=(DAY + 1, DAY + 1))
    assert linked(ONE, none) < neither < linked(ONE, OTHER)
    assert linked(ONE._replace(happened=(0, 0), told=()), later) < neither


def test_what_was_published_four_days_apart_is_not_of_one_story() -> None:
    """Three days are the most."""
    assert compare(Profile(ONE), Profile(ONE._replace(published=(DAY + 3, DAY + 3)))) is not None
    assert compare(Profile(ONE), Profile(ONE._replace(published=(DAY + 4, DAY + 4)))) is None


def test_nothing_specific_in_common_is_no_link() -> None:
    """However well the days, subjects and actors agree."""
    strangers = OTHER._replace(words=("court", "law", "lawyers", "verdict"), names=(), numbers=())
    assert compare(Profile(ONE), Profile(strangers)) is None
    arabic = strangers._replace(arabic=True, words=("محكمه",), actors=("syria",))
    assert compare(Profile(ONE._replace(actors=("syria",))), Profile(arabic)) is None


def test_names_of_two_scripts_meet_by_their_sound() -> None:
    """Each is shown as its article writes it."""
    arabic = OTHER._replace(arabic=True, words=("اتارب", "مسيره"), names=("اتارب",))
    bond = compare(Profile(ONE), Profile(arabic))
    assert bond is not None
    assert bond.words == "atarib = اتارب"


def test_one_man_who_meets_two_others_in_a_day_makes_two_stories() -> None:
    """If each headline names somebody whom the other report doesn't, that is much against it."""
    named = ("fuad-hussein", "hakan-fidan")
    one = ONE._replace(actors=("bassam-sabbagh", *named), leading=("bassam-sabbagh", "hakan-fidan"))
    other = OTHER._replace(actors=("geir-pedersen", *named), leading=("geir-pedersen", "hakan-fidan"))
    assert linked(one, other) < linked(one, other._replace(leading=("hakan-fidan",))) - 2
    beside = other._replace(actors=(*one.actors, "geir-pedersen"))
    assert linked(one, beside) > linked(one, other) + 2
