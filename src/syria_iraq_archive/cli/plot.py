"""A timeline as a picture, by matplotlib (the extra ``plot``). Reproducible: no clock and no random ids in the file."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from syria_iraq_archive.corpus.timeline import PeriodCount, periods_between
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUFFIXES = (".svg", ".png")
MAX_LABELS = 24
MAX_BARS = 1000


def draw(counts: Sequence[PeriodCount], path: Path, by: str, what: str) -> None:
    """Draw `counts` of days, weeks, months or years as stacked bars, the possible ones pale, into the file at `path`.

    Raises `MissingExtra` if matplotlib isn't installed, and `ArchiveError` if there is nothing to draw, if the
    name ends in anything but .svg or .png, or if the file can't be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise ArchiveError("a plot is an .svg or .png file", place=str(path))
    if not counts:
        raise ArchiveError("there is nothing to plot")
    with importing("matplotlib", "plot"):
        import matplotlib as mpl
        from matplotlib.figure import Figure
    with mpl.rc_context(
        {"svg.hashsalt": "archive", "svg.fonttype": "none", "axes.spines.top": False, "axes.spines.right": False}
    ):
        figure = Figure(figsize=(10, 4.5), layout="constrained")
        _draw_bars(figure.subplots(), counts, by, what)
        try:
            figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
        except OSError as error:
            raise ArchiveError(f"can't be written: {error.strerror}", place=str(path)) from error


def _draw_bars(axes: "Axes", counts: Sequence[PeriodCount], by: str, what: str) -> None:
    from matplotlib.ticker import MaxNLocator

    counted = sorted({count.period for count in counts})
    periods = periods_between(counted[0], counted[-1], by, MAX_BARS) or counted  # empty ones, too, unless too many
    groups = sorted({count.group for count in counts}, key=lambda group: (group is None, group))
    numbers = {(count.period, count.group): count for count in counts}
    base: dict[str, int] = defaultdict(int)
    for index, group in enumerate(groups):
        for certain in (True, False):
            heights = [_height(numbers.get((period, group)), certain) for period in periods]
            label = (group or ("unknown" if len(groups) > 1 else what)) if certain else None
            axes.bar(
                periods,
                heights,
                bottom=[base[p] for p in periods],
                color=f"C{index % 10}",
                alpha=1 if certain else 0.35,
                label=label,
            )
            for period, height in zip(periods, heights, strict=True):
                base[period] += height
    axes.set_ylabel(what)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xticks(periods[:: -(-len(periods) // MAX_LABELS)])
    for tick in axes.get_xticklabels():
        tick.set(rotation=45, horizontalalignment="right")
    if any(count.possible for count in counts):
        axes.bar(periods[:1], [0], color="grey", alpha=0.35, label="pale: may fall here")
    if len(groups) > 1 or any(count.possible for count in counts):
        axes.legend(frameon=False)


def _height(count: PeriodCount | None, certain: bool) -> int:
    return 0 if count is None else count.certain if certain else count.possible
