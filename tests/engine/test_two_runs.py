"""Two ingests of one corpus at once."""

import threading
from pathlib import Path

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Kind
from tests.factories import ingest, registry


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
