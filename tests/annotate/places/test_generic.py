"""Words such as "province" belong to a name that they touch, and tell its kind."""

import pytest

from syria_iraq_archive.annotate.places import generic
from tests.annotate.places.named import places_in, surfaces_in


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("They left Idlib province.", "Idlib province", "idlib-governorate 3"),
        ("They left the province of Idlib.", "Idlib", "idlib-governorate 3"),
        ("They left Aleppo city.", "Aleppo city", "aleppo 1"),
        ("They left the northern city of Aleppo.", "Aleppo", "aleppo 1"),
        ("They left Sinjar district.", "Sinjar district", "sinjar-district 3"),
        ("They left Zakho.", "Zakho", "zakho 1"),
        ("They left the Bukamal area.", "Bukamal area", "bukamal 2"),
        ("They left the al-Anbar area.", "al-Anbar area", "anbar-governorate 3"),
        ("They left the Hama countryside.", "Hama countryside", "hama 2"),
        ("They left the Rabia crossing.", "Rabia crossing", "rabia-crossing 1"),
        ("They left al-Hol camp.", "al-Hol camp", "hol-camp 1"),
        ("They left Ain al-Asad air base.", "Ain al-Asad air base", "ain-al-asad-base 1"),
        ("They left the Euphrates River.", "Euphrates River", "euphrates 1"),
        ("غادروا محافظة حلب.", "محافظة حلب", "aleppo-governorate 3"),
        ("غادروا مدينة حماة.", "مدينة حماة", "hama 1"),
        ("غادروا ريف حماة.", "ريف حماة", "hama 2"),
        ("غادروا قضاء سنجار.", "قضاء سنجار", "sinjar-district 3"),
        ("غادروا بمحافظة نينوى.", "محافظة نينوى", "nineveh-governorate 3"),
        ("غادروا منطقة عفرين.", "منطقة عفرين", "afrin 2"),
        ("غادروا مخيم الهول.", "مخيم الهول", "hol-camp 1"),
        ("غادروا ريف دمشق.", "ريف دمشق", "rif-dimashq-governorate 3"),
        ("اشتبكوا بـريف حماة.", "ريف حماة", "hama 2"),
        ("اجتمعوا لـمحافظة حلب.", "محافظة حلب", "aleppo-governorate 3"),
        ("تاهوا في بادية حمص.", "بادية حمص", "homs|homs-governorate 3"),
        ("They left Hama city's schools.", "Hama city", "hama 1"),
    ],
)
def test_a_generic_word_that_touches_a_name_is_part_of_it(text: str, surface: str, place: str) -> None:
    """Behind "of" it tells the kind all the same."""
    assert (surfaces_in(text), places_in(text)) == ([surface], [place])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Aleppo and Idlib provinces burned.", ["aleppo-governorate 3", "idlib-governorate 3"]),
        ("The provinces of Aleppo and Idlib burned.", ["aleppo-governorate 3", "idlib-governorate 3"]),
        ("The cities of Homs and Hama burned.", ["homs 1", "hama 1"]),
        ("احترقت محافظتا حلب وإدلب.", ["aleppo-governorate 3", "idlib-governorate 3"]),
        ("احترقت مدينتا حمص وحماة.", ["homs 1", "hama 1"]),
        ("احترقت مدن إقليم كردستان.", ["kurdistan-region 3"]),
        ("احترقت قرى في ريفي حلب وإدلب.", ["aleppo 2", "idlib 2"]),
        ("احترقت قرى في ريف حلب وفي إدلب.", ["aleppo 2", "idlib|idlib-governorate 3"]),
        ("احترقت قرى في قضائي سنجار وتلعفر.", ["sinjar-district 3", "tal-afar-district 3"]),
        ("The Homs and Hama countryside burned.", ["homs 2", "hama 2"]),
        ("Tents in the Roj and al-Hol camps burned.", ["roj-camp 1", "hol-camp 1"]),
        ("Roj and others said so.", []),
        ("The Mezzeh district of Damascus burned.", ["mezzeh 1", "damascus 1"]),
    ],
)
def test_a_plural_holds_for_the_whole_list(text: str, places: list[str]) -> None:
    assert places_in(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A market in Saraqib, Idlib, was hit.", ["saraqib 1", "idlib-governorate 3"]),
        ("Sarmada in northern Idlib was hit.", ["sarmada 1", "idlib-governorate 3"]),
        ("Sheikh Maqsoud in Aleppo was hit.", ["sheikh-maqsoud 1", "aleppo 1"]),
        ("ضربت سراقب في إدلب.", ["saraqib 1", "idlib-governorate 3"]),
    ],
)
def test_what_holds_a_town_is_the_governorate(text: str, places: list[str]) -> None:
    """And what holds a part of a town is the town."""
    assert places_in(text) == places


def test_each_generic_word_has_forms_and_a_name_of_its_own() -> None:
    names = [word.name for word in generic.GENERIC]
    assert len(set(names)) == len(names)
    assert all(word.english and word.arabic for word in generic.GENERIC)
