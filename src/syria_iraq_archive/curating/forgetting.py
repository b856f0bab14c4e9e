"""Taking a correction out of force that can't be applied any more: its capture is gone, or the words that it quotes.

An entry in its file says so. None is deleted, and none that counts is taken out of force: it is corrected, or undone.
"""

from typing import NamedTuple

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.corrections import ABSENT, UNREPLAYED, Standing, standings
from syria_iraq_archive.curating.keeping import follow
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.errors import RegistryError, UnknownName
from syria_iraq_archive.registry.models import Withdrawal
from syria_iraq_archive.registry.withdrawn import mark
from syria_iraq_archive.registry.writing import alone, append_all

_SEE = "archive status and archive registry check --db CORPUS tell the ids"
_LEAST = 6  # hexadecimal digits by which a correction may be named


class Forgotten(NamedTuple):
    """A correction that is out of force now; and why the corpus doesn't follow yet, or None if it does."""

    standing: Standing
    entry: Withdrawal
    waits: str | None


def forget(workplace: Workplace, id: str, told: dict[str, str], *, dry_run: bool = False) -> Forgotten:
    """Take the correction with this id, or with one that begins so, out of force. `told` is reason, by and on.

    Raises `UnknownName` if no correction in force has the id, or several have, and `RegistryError` if it counts.
    """
    with alone(workplace.corrections.parent):
        standing = _meant(workplace, id.strip().lower())
        if standing.counts:
            raise RegistryError(f"it counts: it is {standing.status}", hint="correct it to what holds: archive correct")
        if standing.status == UNREPLAYED:
            raise RegistryError("the corpus hasn't replayed it yet", hint="archive ingest, and look again")
        one = standing.correction
        entry = Withdrawal.model_validate({"capture": one.capture, "field": "withdrawn", "value": mark(one), **told})
        if not dry_run:
            append_all(workplace.corrections, [entry])
    waits = None if dry_run or standing.status == ABSENT else follow(workplace, one.capture)
    return Forgotten(standing, entry, waits)


def _meant(workplace: Workplace, id: str) -> Standing:
    if len(id) < _LEAST:
        raise UnknownName(f"not the id of a correction: {id!r}", hint=_SEE)
    knowledge = workplace.knowledge()
    with reading(workplace.corpus) as connection:
        found = [one for one in standings(connection, knowledge.corrections) if mark(one.correction).startswith(id)]
    if not found:
        raise UnknownName(f"no correction in force has the id {id!r}", hint=_SEE)
    if len({mark(one.correction) for one in found}) > 1:
        raise UnknownName(f"several corrections have ids that begin with {id!r}", hint="type more of it")
    return found[-1]
