"""Curators correct what was parsed: from `archive correct` by way of the registry into the corpus, and its history."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Result, run
from tests.conftest import ROOT
from tests.corrections import DATA, HEADLINE, SECOND, SHA256

KEY = f"{SHA256[:16]}-1"


SOURCES = "- {id: shafaq-news, name: Shafaq News, language: ar}\n"
ACTORS = """\
- {id: hayat-tahrir-al-sham, name: Hayat Tahrir al-Sham, kind: armed-group, names: {en: [HTS]}}
- {id: iran, name: Iran, kind: state}
- {id: iraq, name: Iraq, kind: state, demonyms: {en: [Iraqi]}}
- {id: syria, name: Syria, kind: state}
- {id: turkey, name: Turkey, kind: state, names: {tr: [Türkiye]}}
"""


PLACES = """\
- {id: hit, name: Hit, kind: town, country: IQ, source: curated}
- {id: raqqa, name: Raqqa, kind: town, country: SY, source: curated}
"""


class Curator:
    """A small registry of one's own, a capture, and where the corpus of it is going to be."""

    def __init__(self, folder: Path) -> None:
        self.registry, self.captures, self.db = folder / "registry", folder / "captures", folder / "archive.db"
        self.file = self.registry / "corrections.yaml"

    def set_up(self) -> None:
        (self.registry / "actors").mkdir(parents=True)
        (self.registry / "actors" / "few.yaml").write_text(ACTORS, "utf-8")
        (self.registry / "places").mkdir()
        (self.registry / "places" / "few.yaml").write_text(PLACES, "utf-8")
        (self.registry / "sources.yaml").write_text(SOURCES, "utf-8")
        shutil.copy(ROOT / "data" / "furniture.yaml", self.registry)
        self.captures.mkdir()
        (self.captures / "a.txt").write_bytes(DATA)

    def __call__(self, *arguments: str) -> Result:
        settings = {"ARCHIVE_DB": str(self.db), "ARCHIVE_REGISTRY": str(self.registry)}
        return run(*arguments, ARCHIVE_CURATOR="N. Curator", **settings)  # type: ignore[arg-type]

    def ingest(self) -> Result:
        return self("ingest", str(self.captures))

    def correct(self, *arguments: str) -> Result:
        return self("correct", *arguments, "--reason", "So it is.", "--on", "2026-01-01")

    def log(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = json.loads(self("log", KEY, "--json").stdout)
        return rows


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a registry, a capture, and a corpus of it."""
    folder = tmp_path_factory.mktemp("curator")
    made = Curator(folder)
    made.set_up()
    assert made.ingest().returncode == 0
    return folder


@pytest.fixture
def curator(ingested: Path, tmp_path: Path) -> Curator:
    return Curator(Path(shutil.copytree(ingested, tmp_path / "copy")))


def test_a_correction_is_printed_written_and_replayed(curator: Curator) -> None:
    """The entry on standard output; what changes, and since when, on standard error. The corpus follows at once."""
    done = curator.correct(KEY, "headline", "A Bridge", "--quote", HEADLINE)
    assert done.returncode == 0, done.stderr
    entry = (
        f"- capture: {SHA256}\n  article: 1\n  field: headline\n  value: A Bridge\n  quote: {HEADLINE}\n"
        "  reason: So it is.\n  by: N. Curator\n  on: 2026-01-01\n"
    )
    assert done.stdout == entry
    assert curator.file.read_text("utf-8").endswith(entry)
    assert f"headline: {HEADLINE} → A Bridge\n" in done.stderr
    assert f"it counts in {curator.db}\n" in done.stderr
    assert json.loads(curator("query", "--json").stdout)[0]["headline"] == "A Bridge"


def test_a_corrected_corpus_is_what_an_ingest_would_make(curator: Curator) -> None:
    """Only the corrected capture is parsed anew, and there is nothing left for an ingest to do."""
    assert curator.correct(KEY, "headline", "A Bridge", "--quote", HEADLINE).returncode == 0
    assert curator.correct(KEY, "opening", "begins", "--quote", SECOND).returncode == 0
    followed = curator("fingerprint").stdout
    assert curator("verify").returncode == 0
    assert "0 added, 0 updated, 1 unchanged" in curator.ingest().stderr
    curator.db.unlink()
    curator.ingest()
    assert curator("fingerprint").stdout == followed


@pytest.mark.parametrize(
    "arguments",
    [
        ("place", "hit", "--quote", "The river"),
        ("speaker", "iran", "--quote", "We will wait"),
        ("speaker", "others", "--quote", "We will wait"),
        ("speaker", "--none", "--quote", "We will wait"),
        ("hearer", "shafaq-news", "--quote", "We will wait"),
        ("place", "--none", "--quote", "Raqqa", "--occurrence", "2"),
    ],
)
def test_what_words_mean_is_corrected_soundly(curator: Curator, arguments: tuple[str, ...]) -> None:
    """The corpus is what an ingest would make, and `show` tells what was corrected."""
    done = curator.correct(KEY, *arguments)
    assert done.returncode == 0, done.stderr
    followed = curator("fingerprint").stdout
    verified = curator("verify")
    assert verified.returncode == 0, verified.stdout
    value = {"place": "no place", "speaker": "nobody"}[arguments[0]] if "--none" in arguments else arguments[1]
    assert f"  {arguments[0]}: {value} (curated)" in curator("show", KEY, "--explain").stdout
    [row] = curator.log()
    assert (row["field"], row["value"]) == (arguments[0], None if "--none" in arguments else arguments[1])
    curator.db.unlink()
    curator.ingest()
    assert curator("fingerprint").stdout == followed


def test_a_speaker_whom_no_words_name_is_called_by_name(curator: Curator) -> None:
    """If a curator says that it is another than the words beside the quotation name."""
    for arguments in (("mention", "iran", "--quote", "one of them"), ("speaker", "syria", "--quote", "We will wait")):
        assert curator.correct(KEY, *arguments).returncode == 0
    assert "syria: “We will wait,”" in curator("show", KEY).stdout
    assert "  syria [curated]" in curator("show", KEY, "--explain").stdout


def test_if_the_registry_has_changed_a_correction_waits_for_an_ingest(curator: Curator) -> None:
    """Else a part of the corpus would be made by one registry, and the rest by another."""
    with (curator.registry / "actors" / "few.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: jordan, name: Jordan, kind: state}\n")
    done = curator.correct(KEY, "headline", "A Bridge", "--quote", HEADLINE)
    assert "the registry has changed since the corpus was built; to replay it: archive ingest" in done.stderr
    assert json.loads(curator("query", "--json").stdout)[0]["headline"] == HEADLINE
    assert "corrections: 1 replayed" in curator("ingest", str(curator.captures), "--yes").stderr


def test_a_dry_run_writes_nothing(curator: Curator) -> None:
    done = curator.correct(KEY, "headline", "A Bridge", "--quote", HEADLINE, "--dry-run")
    assert (done.returncode, curator.file.exists()) == (0, False)
    assert done.stdout.startswith("- capture: ")
    assert done.stderr.endswith("nothing is written\n")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["headline"], 2, "Give a VALUE, or --none"),
        (["headline", "A", "--none"], 2, "Give a VALUE, or --none"),
        (["nosuch", "A"], 2, "'nosuch' is not one of"),
        (["actor", "iraq"], 2, "--instead-of"),
        (["role", "chrome", "--quote", HEADLINE], 1, "--occurrence 1: “…Council"),
        (["headline", "A\x1b[31m", "--quote", HEADLINE], 1, "value"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else None,
)
def test_what_can_not_be_is_refused(curator: Curator, arguments: list[str], status: int, said: str) -> None:
    """In a line, and nothing is written."""
    done = curator.correct(KEY, *arguments)
    assert (done.returncode, curator.file.exists()) == (status, False)
    assert said in done.stderr
    assert "\x1b" not in done.stderr


def test_a_correction_that_makes_another_stale_says_so(curator: Curator) -> None:
    """Splitting an article gives the next another number."""
    assert curator.correct(KEY, "headline", "Rain", "--quote", "farmers of Raqqa").returncode == 0
    done = curator.correct(KEY, "opening", "begins", "--quote", SECOND)
    assert "warning: the correction of the headline by N. Curator, 2026-01-01, becomes stale" in done.stderr


def test_a_capture_that_is_not_ingested_yet_is_corrected_by_its_hash(tmp_path: Path) -> None:
    """What it quotes is looked for when it comes."""
    curator = Curator(tmp_path)
    curator.set_up()
    done = curator.correct(SHA256, "headline", "A Bridge", "--quote", HEADLINE)
    assert done.returncode == 0, done.stderr
    assert "isn't in the corpus" in done.stderr
    assert "by its whole SHA-256" in curator.correct(KEY, "headline", "A", "--quote", HEADLINE).stderr
    assert "corrections: 1 replayed" in curator.ingest().stderr
    assert json.loads(curator("query", "--json").stdout)[0]["headline"] == "A Bridge"


def test_stale_corrections_are_reported_wherever_one_looks(curator: Curator) -> None:
    """By ingest, even a quiet one; verify; registry check; show; log."""
    assert curator.correct(KEY, "headline", "A", "--quote", HEADLINE).returncode == 0
    text = curator.file.read_text("utf-8")
    curator.file.write_text(text.replace(f"quote: {HEADLINE}", "quote: gone"), "utf-8")
    done = curator("ingest", str(curator.captures), "--quiet")
    assert done.stderr == (
        f"warning: correction 1 (headline of {KEY}) is stale: the quoted text doesn't stand in the capture: “gone”\n"
    )
    assert "corrections: 0 replayed, 1 stale\n" in curator.ingest().stderr
    verified = curator("verify")
    assert verified.returncode == 4
    assert "corrections: a.txt: the correction of the headline by N. Curator, 2026-01-01, is stale" in verified.stdout
    checked = curator("registry", "check", "--db", str(curator.db), "--json")
    assert checked.returncode == 4
    [finding] = json.loads(checked.stdout)
    assert (finding["check"], finding["file"], finding["entry"]) == ("stale", "corrections.yaml", "entry 1")
    assert "stale: the quoted text doesn't stand" in curator("show", KEY, "--explain").stdout
    assert f"Stale corrections, which don't count: 1; see: archive log {KEY}." in curator("show", KEY).stdout
    assert curator.log()[0]["status"] == "stale"


def test_stale_corrections_in_parquet_tables_are_reported(curator: Curator, tmp_path: Path) -> None:
    """When the tables are written, even quietly, and when a corpus in SQLite is made of them."""
    assert curator.correct(KEY, "headline", "A Bridge", "--quote", HEADLINE).returncode == 0
    assert curator.correct(KEY, "byline", "N.", "--quote", SECOND).returncode == 0
    curator.file.write_text(curator.file.read_text("utf-8").replace(f"quote: {SECOND}", "quote: gone"), "utf-8")
    ingest = ("ingest", str(curator.captures), "--to", str(tmp_path / "lake"))
    problem = "is stale: the quoted text doesn't stand in the capture: “gone”\n"
    assert curator(*ingest, "--quiet").stderr == f"warning: correction 2 (byline of {KEY}) {problem}"
    assert curator(*ingest).stderr.endswith("corrections: 1 replayed, 1 stale\n")
    done = curator("build", "--from", str(tmp_path / "lake"), "--db", str(tmp_path / "built.db"))
    warning = f"warning: a.txt: the correction of the byline by N. Curator, 2026-01-01, {problem}"
    assert done.stderr.endswith(f"{warning}corrections: 1 replayed, 1 stale\n")


def test_corrections_that_the_tables_were_not_made_with_are_reported(curator: Curator, tmp_path: Path) -> None:
    """A registry serves many corpora: those of other captures are only counted."""
    assert curator.correct("0" * 64, "headline", "A", "--quote", HEADLINE).returncode == 0
    done = curator("ingest", str(curator.captures), "--to", str(tmp_path / "lake"))
    assert done.stderr.endswith("corrections: 0 replayed, 1 of captures that are not in this corpus\n")


def test_corrections_of_captures_that_are_not_there_are_counted_and_listed(curator: Curator) -> None:
    """They fail nothing: a registry serves many corpora."""
    assert curator.correct("0" * 64, "headline", "A", "--quote", HEADLINE).returncode == 0
    assert "corrections: 0 replayed, 1 of captures that are not in this corpus" in curator.ingest().stderr
    verified = curator("verify")
    assert verified.returncode == 0
    assert "1 of captures that are not in this corpus" in verified.stderr
    listed = curator("registry", "check", "--db", str(curator.db), "--csv")
    assert "no such capture: headline of 0000000000000000-1" in listed.stdout


def test_the_log_tells_the_history_in_order(curator: Curator) -> None:
    """What the parser said, what was said since, by whom, when and why; the last counts."""
    for value in ("A", "B"):
        assert curator.correct(KEY, "headline", value, "--quote", HEADLINE).returncode == 0
    assert curator.correct(KEY, "role", "chrome", "--quote", "The river").returncode == 0
    curator.ingest()
    rows = curator.log()
    assert [(row["field"], row["parsed"], row["value"], row["status"]) for row in rows] == [
        ("headline", HEADLINE, "A", "superseded"),
        ("headline", HEADLINE, "B", "applied"),
        ("role", "crosshead", "chrome", "applied"),
    ]
    assert {(row["day"], row["curator"], row["reason"]) for row in rows} == {("2026-01-01", "N. Curator", "So it is.")}
    assert "| 2026-01-01 | N. Curator | role | crosshead | chrome | applied |" in curator("log", KEY, "--md").stdout


def test_what_a_correction_rests_on_outside_the_capture_is_kept_and_shown(curator: Curator) -> None:
    """By the log, beside the claim, and in the corpus that `verify` finds sound."""
    address = "https://news.example/1"
    assert curator.correct(KEY, "headline", "A Bridge in Hit", "--source", address).returncode == 0
    assert curator.correct(KEY, "standfirst", "--none").returncode == 0
    rows = curator.log()
    assert [(row["field"], row["value"], row["outside"], row["quote"]) for row in rows] == [
        ("headline", "A Bridge in Hit", address, ""),
        ("standfirst", None, None, ""),
    ]
    assert f"resting on {address}]" in curator("show", KEY, "--explain").stdout
    assert curator("verify").returncode == 0


def test_an_article_without_corrections_has_an_empty_log(curator: Curator) -> None:
    done = curator("log", KEY, "--json")
    assert (json.loads(done.stdout), done.stderr) == ([], "no corrections: everything is as the parser has it\n")


def test_explain_shows_a_correction_beside_what_the_parser_said(curator: Curator) -> None:
    """With its reason, who and when, and the text it rests on."""
    assert curator.correct(KEY, "role", "chrome", "--quote", "The river").returncode == 0
    curator.ingest()
    lines = curator("show", KEY, "--explain").stdout.splitlines()
    told = "[correction: So it is. (N. Curator, 2026-01-01)]"
    place = lines.index(f"  role: chrome (curated), crosshead (parsed) {told}")
    assert lines[place + 1].endswith("“The river”")
    assert "Corrected by curators: role; see: archive log" in curator("show", KEY).stdout
    assert [row["status"] for row in json.loads(curator("show", KEY, "--json").stdout)["corrections"]] == ["applied"]


def test_the_registry_that_came_with_the_program_can_be_copied(tmp_path: Path) -> None:
    """To be one's own; not over something else."""
    assert run("registry", "copy", tmp_path / "mine").stdout == f"{tmp_path / 'mine'}\n"
    assert run("registry", "check", "--registry", tmp_path / "mine").returncode == 0
    done = run("registry", "copy", tmp_path / "mine")
    assert (done.returncode, "isn't empty" in done.stderr) == (1, True)


def test_parse_says_which_corrections_are_stale(curator: Curator) -> None:
    """There is no corpus to ask."""
    assert curator.correct(KEY, "headline", "A", "--quote", HEADLINE).returncode == 0
    text = curator.file.read_text("utf-8")
    curator.file.write_text(text.replace(f"quote: {HEADLINE}", "quote: gone"), "utf-8")
    done = curator("parse", str(curator.captures), "--nl")
    assert json.loads(done.stdout)["headline"] == HEADLINE
    assert "warning: a.txt: the correction of the headline is stale: the quoted text doesn't stand" in done.stderr
