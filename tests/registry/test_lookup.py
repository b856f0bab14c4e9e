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
    ("typed", "suggested"), [("turky", "turkey"), ("Turkish Amry", "turkish-army"), ("kst", "turkish-army")]
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
