"""points.csv and check.csv: every point that was run, and every window as chosen and as calibrated."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.calibrating.calibration import Calibrated
from simulate.calibrating.checking import Checked
from simulate.csv_text import exact, render

POINTS, CHECK = "points.csv", "check.csv"
CHECK_COLUMNS = ("part", "window", "series", "widths", "counts", "inside_50", "inside_90", "crps", "crps_share")


def points_file(found: Calibrated) -> str:
    """Write the text of points.csv: factors by group, loss, and the CRPS as a share of what was observed.

    The first row is the point as chosen.
    """
    pairs = (f"{window}/{series}" for window, series in found.pairs)
    columns = ("point", *found.calibration.form.groups, "loss", *pairs)
    return render(columns, _points(found), exact)


def _points(found: Calibrated) -> Iterator[tuple[object, ...]]:
    for number, (factors, loss, point) in enumerate(zip(found.factors, found.loss, found.points, strict=True)):
        shares = (point[window][series].relative for window, series in found.pairs)
        yield (number or "chosen", *factors, loss, *shares)


def check_file(checked: Checked) -> str:
    """Write the text of check.csv: a row for every window, series and width."""
    return render(CHECK_COLUMNS, _check(checked), exact)


def _check(checked: Checked) -> Iterator[tuple[object, ...]]:
    for subset, windows in checked.windows.items():
        for window in windows:
            for widths, point in (("chosen", checked.chosen), ("calibrated", checked.calibrated)):
                for series, one in point[window].items():
                    yield (subset, window, series, widths, one.counts, *one.inside, one.crps, one.relative)
