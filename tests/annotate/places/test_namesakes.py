"""Places with one name in both countries: the one whose neighbours the text names; else all that fit, and none."""

import pytest

from tests.annotate.places.named import mentions_in, places_in

# By what is named beside it: its governorate, a neighbour, its country right beside it, or the only country there is.
NAMED = [
    ("Salamiyah", "salamiyah", "A bus left Salamiyah for Masyaf."),
    ("Salamiyah", "salamiyah", "In Hama province, Salamiyah was shelled."),
    ("Salamiyah", "salamiyah", "Salamiyah, Syria, was shelled."),
    ("Salamiyah", "salamiyah", "The Syrian army sent tanks to Salamiyah."),
    ("Salamiyah", "salamiyah-iraq", "Families fled Salamiyah for Bartella."),
    ("Salamiyah", "salamiyah-iraq", "Nineveh officials closed schools in Salamiyah."),
    ("Salamiyah", "salamiyah-iraq", "The Iraqi army sent tanks to Salamiyah."),
    ("Salamiyah", "salamiyah-iraq", "Shops in Salamiyah, Iraq, closed."),
    ("Nasiriyah", "nasiriyah", "Protesters in Nasiriyah burned tyres, as others did in Shatrah."),
    ("Nasiriyah", "nasiriyah", "Dhi Qar province buried the dead of Nasiriyah."),
    ("Nasiriyah", "nasiriyah", "Iraq sent doctors to Nasiriyah."),
    ("Nasiriyah", "nasiriyah", "Oil flows from Nasiriyah, Iraq."),
    ("Nasiriyah", "nasiriyah-syria", "Rebels near Nasiriyah shelled Dumayr."),
    ("Nasiriyah", "nasiriyah-syria", "In Rif Dimashq, Nasiriyah is quiet."),
    ("Nasiriyah", "nasiriyah-syria", "Syria rebuilt the hangars of Nasiriyah."),
    ("Nasiriyah", "nasiriyah-syria", "A plane left Nasiriyah, Syria, at dawn."),
    ("Qahtaniyah", "qahtaniyah-syria", "A patrol drove from Qahtaniyah to Qamishli."),
    ("Qahtaniyah", "qahtaniyah-syria", "In Hasakah province, Qahtaniyah lost power."),
    ("Qahtaniyah", "qahtaniyah-syria", "Syrian Kurds rallied in Qahtaniyah."),
    ("Qahtaniyah", "tal-uzair", "Yazidis returned to Qahtaniyah and Sinuni."),
    ("Qahtaniyah", "tal-uzair", "Nineveh officials counted the dead of Qahtaniyah."),
    ("Qahtaniyah", "tal-uzair", "Iraqi police searched Qahtaniyah."),
    ("Sinjar", "sinjar", "Yazidis in Sinjar and Sinuni voted."),
    ("Sinjar", "sinjar", "Nineveh police closed Sinjar."),
    ("Sinjar", "sinjar", "Iraq sent guards to Sinjar."),
    ("Sinjar", "sinjar", "The PKK left Sinjar, Iraq, last year."),
    ("Sinjar", "sinjar-idlib", "Shells hit Sinjar and Saraqib."),
    ("Sinjar", "sinjar-idlib", "The village of Sinjar in Idlib province was shelled."),
    ("Sinjar", "sinjar-idlib", "The Syrian army took Sinjar."),
    ("Sinjar", "sinjar-idlib", "Sinjar, Syria, was shelled."),
    ("Tripoli", "tripoli-lebanon", "Boats left Tripoli for Beirut."),
    ("Tripoli", "tripoli-lebanon", "Lebanese troops entered Tripoli."),
    ("Tripoli", "tripoli-libya", "Militias left Tripoli for Misrata."),
    ("Tripoli", "tripoli-libya", "Fighters flew to Tripoli, Libya."),
    ("القحطانية", "qahtaniyah-syria", "سارت دورية من القحطانية إلى القامشلي."),
    ("القحطانية", "tal-uzair", "عاد الإيزيديون إلى القحطانية وسنوني."),
    ("القحطانية", "tal-uzair", "قال قائممقام في محافظة نينوى إن القحطانية آمنة."),
    ("الناصرية", "nasiriyah", "خرجت تظاهرات في الناصرية والشطرة."),
    ("الناصرية", "nasiriyah", "قالت شرطة ذي قار إن الناصرية هادئة."),
    ("الناصرية", "nasiriyah", "أرسل العراق أطباء إلى الناصرية."),
    ("الناصرية", "nasiriyah-syria", "قصفت الفصائل الناصرية في ريف دمشق."),
    ("الناصرية", "nasiriyah-syria", "أعادت سوريا بناء الناصرية."),
    ("سنجار", "sinjar", "عاد نازحون إلى سنجار في محافظة نينوى."),
    ("سنجار", "sinjar", "أرسل العراق حرسا إلى سنجار."),
    ("سنجار", "sinjar-idlib", "سقطت قذائف على سنجار وسراقب."),
    ("سنجار", "sinjar-idlib", "سيطر الجيش السوري على سنجار."),
    ("طرابلس", "tripoli-lebanon", "غادرت قوارب طرابلس اللبنانية."),
    ("طرابلس", "tripoli-libya", "وصل مقاتلون إلى طرابلس الليبية."),
]
UNDECIDED = [
    ("Salamiyah", "A bus left Salamiyah at noon."),
    ("Salamiyah", "Iraq and Syria spoke of Salamiyah."),
    ("Nasiriyah", "Shops in Nasiriyah closed."),
    ("Nasiriyah", "Iraq and Syria argued over Nasiriyah."),
    ("Qahtaniyah", "A school opened in Qahtaniyah."),
    ("Sinjar", "A school opened in Sinjar."),
    ("Sinjar", "Iraq and Syria argued over Sinjar."),
    ("Tripoli", "A boat left Tripoli at dawn."),
    ("الناصرية", "افتتحت مدرسة في الناصرية."),
    ("سنجار", "افتتحت مدرسة في سنجار."),
    ("طرابلس", "غادر قارب طرابلس فجرا."),
    ("القحطانية", "افتتحت مدرسة في القحطانية."),
]


def _meant(name: str, text: str) -> list[str | None]:
    return [one.place for one in mentions_in(text) if name in one.surface]


@pytest.mark.parametrize(("name", "place", "text"), NAMED)
def test_the_one_is_meant_whose_neighbours_are_named(name: str, place: str, text: str) -> None:
    """So is the one in the country named right beside it, or in the only country named."""
    assert _meant(name, text) == [place]


@pytest.mark.parametrize(("name", "text"), UNDECIDED)
def test_without_that_none_is_meant_and_all_are_candidates(name: str, text: str) -> None:
    """The mention is kept, with precision 3."""
    assert _meant(name, text) == [None]
    (mention,) = [one for one in mentions_in(text) if name in one.surface]
    assert (len(mention.candidates), mention.precision) == (2, 3)


def test_there_are_sixty_sentences() -> None:
    assert len(NAMED) + len(UNDECIDED) == 60


def test_a_capital_is_meant_where_a_village_has_its_name() -> None:
    """Unless words say that it is the village."""
    assert places_in("They flew to Riyadh with a letter.") == ["riyadh 1"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("عادوا إلى القحطانية جنوب سنجار.", ["tal-uzair 1", "sinjar 2"]),
        ("درسوا في القحطانية.", ["qahtaniyah-syria|tal-uzair 3"]),
        ("عاد إلى قلعة حلب ثم إلى الحمدانية.", ["aleppo-citadel 1", "hamdaniyah-aleppo 1"]),
        ("عاد إلى الموصل ثم إلى الحمدانية.", ["mosul 1", "qaraqosh 1"]),
    ],
)
def test_namesakes_are_told_by_each_other_and_by_what_is_named_nearby(text: str, places: list[str]) -> None:
    """Two names with several meanings, of which only one pair are neighbours; a namesake that is less known."""
    assert places_in(text) == places
