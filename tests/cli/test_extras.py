"""Commands whose libraries aren't installed: one error, which names the command that installs them."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, run


@pytest.mark.parametrize(
    ("command", "library", "extra"),
    [
        ("ingest {seeds} --engine dask --to {out}/lake", "fsspec", "dask"),
        ("ingest {seeds} --engine dask --to {out}/lake", "duckdb", "dask"),
        ("ingest {seeds} --engine dask --to {out}/lake", "pyarrow", "dask"),
        ("ingest {seeds} --engine dask --to {out}/lake", "dask.distributed", "dask"),
        ("timeline --plot {out}/plot.svg", "matplotlib", "plot"),
        ("serve --port 0", "datasette", "serve"),
        ("export parquet {out}/tables", "pyarrow", "parquet"),
    ],
)
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    command: str, library: str, extra: str, seed_corpus: Path, tmp_path: Path
) -> None:
    """In the same words, whatever it is needed for."""
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / f"{library.removeprefix('dask.')}.py").write_text(
        f"raise ModuleNotFoundError('No module of that name', name='{library}')"
    )
    words = [word.format(seeds=SEEDS, out=tmp_path) for word in command.split()]
    path = f"{tmp_path / 'hidden'}:{os.environ.get('PYTHONPATH', '')}"
    done = run(*words, PYTHONPATH=path, ARCHIVE_DB=str(seed_corpus))
    cure = f'Error: this needs {library} (run: pip install "syria-iraq-archive[{extra}]")\n'
    assert (done.returncode, done.stderr) == (1, cure)
