"""Names are forgiving; an unknown one says what is near."""

import pytest

from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.registry.load import load_registry
from syria_iraq_archive.registry.location import default_folder
from syria_iraq_archive.registry.lookup import NameIndex, resolve_actor, resolve_source
from tests.factories import registry


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("turkey", "turkey"), ("TURKEY", "turkey"), ("Türkiye", "turkey"), ("turkiye", "turkey"), ("tsk", "turkish-army"),
     ("Turkish army", "turkish-army"), ("turkish-army", "turkish-army"), ("Example  News", "example-news")],
)  # fmt: skip
def test_an_actor_goes_by_all_its_names(typed: str, meant: str) -> None:
    """An id, a name or an acronym will do, in any case, with or without accents."""
    assert resolve_actor(registry(), typed) == meant


def test_a_source_goes_by_its_names_and_an_actor_is_no_source() -> None:
    """Sources are looked for among sources only."""
    assert resolve_source(registry(), "example news") == "example-news"
    with pytest.raises(UnknownName, match="no source is called 'iran'"):
        resolve_source(registry(), "iran")


@pytest.mark.parametrize(
    ("typed", "suggested"), [("yektur", "turkey"), ("Turkish Navy", "turkish-army"), ("kst", "turkish-army")]
)
def test_an_unknown_name_suggests_the_nearest(typed: str, suggested: str) -> None:
    """Names of the same letters come first, then names that are spelt alike."""
    with pytest.raises(UnknownName) as error:
        resolve_actor(registry(), typed)
    assert suggested in str(error.value)


def test_a_part_of_a_name_that_only_one_bears_names_it() -> None:
    """A surname, as the last word of a name, counts more than a first word."""
    index = NameIndex("actor", [("erdogan", "Recep Tayyip Erdogan"), ("cabinet", "Erdogan government")])
    assert (index.resolve("erdoğan"), index.resolve("government")) == ("erdogan", "cabinet")


def test_transliterations_of_a_name_name_it() -> None:
    """The registry has groups of words that spell the same."""
    index = NameIndex("actor", [("julani", "Abu Mohammad al-Julani")], lambda: [("julani", "golani")])
    assert index.resolve("Abu Mohammad al-Golani") == "julani"


def test_a_name_of_several_asks_which() -> None:
    """The program never decides in silence."""
    index = NameIndex("actor", [("one", "Hakim"), ("two", "Hakim")])
    with pytest.raises(UnknownName, match="say which: one, two"):
        index.resolve("hakim")
    assert index.resolve("one") == "one"


def test_nothing_like_it_points_to_the_list() -> None:
    """Nothing is guessed."""
    with pytest.raises(UnknownName, match="archive actors"):
        resolve_actor(registry(), "zzzzzzzz")


def test_the_registry_that_came_with_the_program_is_found() -> None:
    """It can be loaded."""
    assert load_registry(default_folder()).sources


JULANI, BRIGADE, ARMY, REBELS = "julani", "golani-brigade", "saa", "fsa"
NAMES = [
    (JULANI, "Abu Mohammad al-Julani"),
    (BRIGADE, "Golani Brigade"),
    (ARMY, "Syrian Arab Army"),
    (REBELS, "Free Syrian Army"),
    ("hashd", "Hashd al-Shaabi"),
    ("news", "The New Region"),
    ("bbc", "BBC"),
    ("pkk", "PKK"),
    ("un", "United Nations"),
    ("council", "United Nations Council"),
]


def index(counts: dict[str, int] | None = None) -> NameIndex:
    return NameIndex(
        "actor",
        NAMES,
        lambda: [("julani", "golani")],
        more=lambda: [(ARMY, "army of Syria"), ("nobody", "Nobody")],
        counts=lambda: counts or {},
        addresses=[("news", "https://english.newregion.example/"), ("bbc", "https://www.bbc.example")],
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jolany", JULANI),
        ("golani", JULANI),
        ("mohamad julaani abu", JULANI),
        ("president jolani", JULANI),
        ("Hashd al-Sha'bi", "hashd"),
        ("hashdshaabi", "hashd"),
        ("hashd shabbi", "hashd"),
        ("army of Syria", ARMY),
        ("newregion.example", "news"),
        ("https://newregion.example/iraq", "news"),
        ("bbc.co.uk", "bbc"),
        ("p.k.k.", "pkk"),
        ("united nation", "un"),
        ("free sirian armi", REBELS),
        ("free syrian rmy", REBELS),
    ],
)
def test_a_name_may_be_spelt_as_one_hears_it(typed: str, meant: str) -> None:
    """Vowels, doubled letters, left out and joined words, another order, titles, addresses, a letter too few."""
    assert index().take(typed) == (meant, False)


@pytest.mark.parametrize("typed", ["salim aziz", "zulani", "pkc", "the mayor", "other.example", "nobody"])
def test_what_is_like_no_name_is_taken_for_nobody(typed: str) -> None:
    """Nothing is guessed that isn't near; a further name of somebody who isn't there is none."""
    with pytest.raises(UnknownName, match="no actor is called"):
        index().take(typed)


def test_of_two_equally_good_readings_the_one_is_meant_that_far_more_articles_name() -> None:
    """Else both are shown with their counts."""
    assert index({ARMY: 50, REBELS: 4}).resolve("syrian army") == ARMY
    with pytest.raises(UnknownName, match=r"say which: saa \(50 articles\), fsa \(6 articles\)"):
        index({ARMY: 50, REBELS: 6}).resolve("syrian army")


def test_one_of_its_own_names_is_taken_as_typed_and_nothing_else_need_be_said() -> None:
    """Whatever its case."""
    assert index().take("golani BRIGADE").as_typed
    assert index().told(JULANI) == "actor: Abu Mohammad al-Julani (julani)"


def test_unless_it_is_forgiving_an_index_knows_only_its_names() -> None:
    """And addresses."""
    assert index().resolve("newregion.example", forgiving=False) == "news"
    with pytest.raises(UnknownName):
        index().resolve("jolani", forgiving=False)
