"""Two ingests of one corpus at once."""

import threading
from pathlib import Path

from syria_iraq_archive.capture.files import MAX_BYTES, find_captures
from syria_iraq_archive.corpus.connection import reading, writing
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.engine.ingest import Build
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Kind
from tests.corpus.similar.made_up import Corpus, edited, page, story
from tests.factories import ingest, plain_run, registry


def test_two_runs_with_different_registries_both_end_right(folder: Path, tmp_path: Path) -> None:
    """The one that comes last counts, for registry and captures alike."""
    corpus = tmp_path / "data" / "a.db"
    ingest(corpus, folder)
    known = [registry(extra_actors=(Actor(id=name, name=name.title(), kind=Kind.PARTY),)) for name in ("one", "two")]
    wrong: list[BaseException] = []

    def run(knowledge: Registry) -> None:
        try:
            for _ in range(3):
                summary = ingest(corpus, folder, knowledge=knowledge)
                assert summary.failed == []
        except BaseException as error:  # noqa: BLE001 - told by the thread that looks
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(each,)) for each in known]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    with reading(corpus) as connection:
        [recipe] = {row[0] for row in connection.execute("SELECT DISTINCT recipe FROM captures")}
        actors = {row[0] for row in connection.execute("SELECT id FROM actors")}
        assert [verdict for verdict in verify(connection) if verdict.findings] == []
    [last] = [each for each in known if Recipe(each, "1").common == recipe]
    assert actors == set(last.actors)


def test_two_runs_at_once_end_as_one_after_the_other(tmp_path: Path) -> None:
    """Even where nothing keeps them apart but SQLite: each finds the pairs of both."""
    folders = [tmp_path / name for name in ("one", "two")]
    for number in range(12):
        folder = folders[number % 2]
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.txt").write_text(page(f"Copy {number}", edited(story(number % 3), 0.01, number)))
    together, apart = tmp_path / "together.db", tmp_path / "apart.db"
    with writing(together) as connection:
        migrate(connection)
    wrong: list[BaseException] = []

    def run(folder: Path) -> None:
        try:
            for file in sorted(folder.iterdir()):
                with writing(together) as connection:
                    engine = Local(lambda: plain_run, jobs=1)
                    Build(connection, together, engine, registry(), "1").run(find_captures([file]), MAX_BYTES)
        except BaseException as error:  # noqa: BLE001 - told by the thread that looks
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    ingest(apart, *(file for folder in folders for file in sorted(folder.iterdir())))
    with reading(together) as one, reading(apart) as other:
        assert fingerprint(one) == fingerprint(other)
        assert [verdict for verdict in verify(one) if verdict.findings] == []
    assert Corpus(together).links() == Corpus(apart).links() != set()
    assert Corpus(together).clusters() == Corpus(apart).clusters()
