"""Verification in other processes: each capture's rows go to one, which checks them and parses its bytes again.

A capture that takes too long there, or at which processes die, is a finding, as is whatever else keeps it from being
examined; the rest goes on.
"""

from collections.abc import Callable, Iterator
from typing import Any

from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.verify.checks import DERIVATION, Examined, examine
from syria_iraq_archive.corpus.verify.derivation import Derivation
from syria_iraq_archive.corpus.verify.subject import Flaw, Subject, pack, unpack
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.engine.work import Done, Rejected, Run, Step, Task
from syria_iraq_archive.records import ParsedCapture


def examined_elsewhere(
    make_run: Callable[[], Run], recipe: Recipe, jobs: int, seconds: float, subjects: Iterator[Subject]
) -> Iterator[Examined]:
    """What the checks find of each of `subjects`, in their order, by `jobs` processes; each may take `seconds`."""
    make = _MakeDerivation(make_run, recipe)
    for done in Local(make, jobs, seconds, examine_task)(map(_task, subjects)):
        if isinstance(done.result, Rejected):
            yield Examined([(DERIVATION, Flaw(done.location.path, f"can't be examined: {done.result.reason}"))])
        else:
            assert isinstance(done.result, Examined)
            yield done.result


def parsed_elsewhere(_: bytes, path: str) -> ParsedCapture:
    """Stands for the pipeline in this process, which doesn't parse."""
    raise AssertionError(f"{path} is parsed in another process")


class _MakeDerivation:
    """Makes what parses again; can be sent to another process, and does it there."""

    def __init__(self, make_run: Callable[[], Run], recipe: Recipe) -> None:
        self._make_run = make_run
        self._recipe = recipe

    def __call__(self) -> Derivation:
        return Derivation(self._make_run(), self._recipe)


def _task(subject: Subject) -> Task:
    return Task(pack(subject), subject.row["sha256"], Location(subject.row["folder"], subject.place()))


def examine_task(derivation: Any, step: Step) -> Done:
    """Do what `Local` asks for. Raises nothing: no capture may stop the rest."""
    assert isinstance(step, Task)
    try:
        result: Examined | Rejected = examine(unpack(step.data), derivation)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, it concerns this capture
        result = Rejected(step.location.path, f"{type(error).__name__}: {error}", failed=True)
    return Done(result, step.sha256, step.location)
