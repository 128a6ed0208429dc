"""`ds.sim`: quantiles, chances and figures of a Dataset that a run gave."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import xarray as xr

from simulate.errors import CannotAnswer
from simulate.inputs.problems import did_you_mean
from simulate.results.opening import whole_years, yearly
from simulate.views.charts.outcome import alt_text, figure_of
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


class Drawn:
    """A figure that a notebook shows, and that can be saved."""

    def __init__(self, figure: Figure, alt: str) -> None:
        self.figure, self.alt = figure, alt

    def save(self, path: str | Path) -> Path:
        """Write it as svg, png or pdf, by the ending of `path`; return the path."""
        self.figure.savefig(path)
        return Path(path)

    def _repr_png_(self) -> bytes:
        image = BytesIO()
        self.figure.savefig(image, format="png", dpi=144)
        return image.getvalue()

    def __repr__(self) -> str:
        return self.alt


@xr.register_dataset_accessor("sim")  # type: ignore[no-untyped-call]
class Sim:
    """What is asked most of the outcomes of a run: dims `(month, *axes, draw)`."""

    def __init__(self, ds: xr.Dataset) -> None:
        self._ds = ds

    def yearly(self, outcome: str) -> xr.DataArray:
        """Return an outcome by whole calendar year, `(year, *axes, draw)`: flows and totals summed, stocks averaged."""
        first, years = whole_years(self._outcome(outcome)["month"].values)
        if not years.size:
            raise CannotAnswer("this result has no whole calendar year")
        return yearly(self._outcome(outcome), first, len(years))

    def quantiles(self, outcome: str, q: Sequence[float] = QUANTILES, *, by: str = "year") -> xr.DataArray:
        """Return quantiles over the draws, `(quantile, year or month, *axes)`."""
        if by not in ("year", "month"):
            raise ValueError(f"by={by!r}: expected 'year' or 'month'")
        values = self.yearly(outcome) if by == "year" else self._outcome(outcome)
        return values.quantile(list(q), dim="draw", keep_attrs=True)

    def chance(
        self, outcome: str, *, year: int, above: float | None = None, below: float | None = None
    ) -> xr.DataArray | float:
        """Return in which share of the draws an outcome is above or below a limit in a year; by entry if it has any."""
        if (above is None) == (below is None):
            raise ValueError("give one of above and below")
        values = self.yearly(outcome)
        if year not in values["year"].values:
            raise CannotAnswer(f"{year} is no whole calendar year of this result")
        values = values.sel(year=year)
        hit = values > above if above is not None else values < float(below or 0)
        share = hit.where(values.notnull()).mean("draw")
        return share if share.ndim else float(share)

    def fan(self, outcome: str, *, language: Language = "en") -> Drawn:
        """Draw an outcome: its median in bands, with what was counted before. A notebook shows it."""
        self._outcome(outcome)
        return Drawn(figure_of(self._ds, outcome, language), alt_text(self._ds, outcome, language))

    def _outcome(self, name: str) -> xr.DataArray:
        names = [str(one) for one in self._ds.data_vars]
        if name not in names:
            hint = did_you_mean(name, names)
            raise CannotAnswer(f"this result has no outcome '{name}'" + (f"; {hint}" if hint else ""))
        return self._ds[name]
