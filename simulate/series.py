"""data/series.yaml: what was counted in reality, and which outcome of which model it is held against."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Literal, get_args

from pydantic import FiniteFloat

from simulate.errors import InputError, Problem
from simulate.inputs.library import Library
from simulate.inputs.model_info import model_info, model_names
from simulate.inputs.paths import Roots, roots
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.written import number
from simulate.inputs.yaml.registers import Entry, Per, Register, Row, period, register_of, twice
from simulate.vocabulary import AXES, UNITS, Label

REGISTER = "series.yaml"

Kind = Literal["stock", "flow", "mean"]
Status = Literal["first", "later", "preliminary", "revised", "derived", "unknown"]
"""How a count was published: `first` within thirteen months of its period, `later` after that, so perhaps revised."""
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class Count:
    """One count: of the days from `begin` up to, not with, `end`. A stock is that of the last of them."""

    begin: date
    end: date
    value: float
    """In the unit of the outcome; of a flow, all of the period."""
    source: str
    line: int
    """Of the file."""
    key: str = ""
    """Of the register of sources."""
    published: str = ""
    """A day, a month or a year."""
    status: Status = "unknown"

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def months(self) -> int:
        """Months in the period; 0 for a day."""
        return (self.end.year - self.begin.year) * 12 + self.end.month - self.begin.month


class Form(Entry):
    """One entry of the register, as it is written; its head explains the fields."""

    model: str
    outcome: str
    entry: str | None = None
    date: str = "period"
    value: str = "value"
    per: Per
    kind: Kind
    multiply: FiniteFloat = 1.0
    unit: str
    definition: Label | None = None
    credit: Label
    source: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Series:
    """What was counted, in the order of time. `path` is the register that has it."""

    name: str
    form: Form
    counts: tuple[Count, ...]
    path: Path = Path(REGISTER)


def register() -> dict[str, Series]:
    """Load every series there is, by name: those of the package, and the user's own, which replace one of that name."""
    found = roots()
    return _registered(found, stamps(found))


def hidden(name: str) -> str | None:
    """Return where the series of the package stands that one of the user's own replaces; None where none does."""
    found = roots()
    if found.own is None or name not in _registered(Roots(found.packaged, others=found.others), ()):
        return None
    path = _registered(Roots(found.packaged, others=found.others), ())[name].path
    return None if register()[name].path == path else found.label(path)


def stamps(found: Roots) -> tuple[tuple[Path, int], ...]:
    """Return when each file of counts of the user's own was last changed: what was read before is read again then."""
    paths = found.own.path.glob("data/**/*") if found.own is not None else ()
    return tuple((path, path.stat().st_mtime_ns) for path in sorted(paths) if path.is_file())


@cache
def _registered(found: Roots, stamped: tuple[tuple[Path, int], ...]) -> dict[str, Series]:
    folders = [root.path / "data" for root in found]
    return {name: one for folder in folders if (folder / REGISTER).is_file() for name, one in load(folder).items()}


def series_of(model: str, outcome: str) -> list[Series]:
    """List the series that an outcome is held against: of its total, or of its entries."""
    return [one for one in register().values() if (one.form.model, one.form.outcome) == (model, outcome)]


def load(folder: Path) -> dict[str, Series]:
    """Load the register in `folder` and the counts of every series. InputError, with all that is wrong in it."""
    written = register_of(folder / REGISTER, Form)
    problems = list(written.problems)
    found: dict[str, Series] = {}
    for name, form in written.entries.items():
        try:
            found[name] = Series(name, form, _counts(written, name, form), written.path)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _counts(register: Register[Form], name: str, form: Form) -> tuple[Count, ...]:
    counts: list[Count] = []
    problems: list[Problem] = []
    told: dict[tuple[object, ...], Row] = {}
    for row in register.rows(name, {"date": form.date, "value": form.value}):
        try:
            found = _count(row, form)
        except ValueError as error:
            problems.append(row.problem(str(error)))
            continue
        for count in found:
            again = twice(told, (count.begin, count.end), row)
            problems += [again] if again else []
            told.setdefault((count.begin, count.end), row)
        counts += found
    if problems:
        raise InputError(problems)
    return tuple(sorted(counts, key=lambda count: count.begin))


def _count(row: Row, form: Form) -> list[Count]:
    """Read the count in a row; none where nothing was counted. ValueError says what is wrong with it."""
    if not row.words[form.value]:
        return []
    begin, end = period(form.per, row.words[form.date])
    value = number(row.words[form.value]) * form.multiply
    unit = UNITS.get(form.unit)
    if not math.isfinite(value) or (unit is not None and not unit.low <= value <= unit.high):
        raise ValueError(f"{value:g} is not possible in {form.unit}")
    more = {name: row.words.get(name, "") for name in ("source", "key", "published")}
    return [Count(begin, end, value, line=row.line, status=_status(row.words.get("status", "")), **more)]


def _status(word: str) -> Status:
    """Return the status of a count; unknown where there is none. ValueError: another word."""
    found = next((one for one in STATUSES if one == (word or "unknown")), None)
    if found is None:
        raise ValueError(f"'{word}' is no status: choose {listed(STATUSES)}")
    return found


def series_problems(path: Path, library: Library) -> list[Problem]:
    """Return all problems of the register at `path`: of its form, its files, and what its entries name."""
    try:
        written = register_of(path, Form)
    except InputError as error:
        return list(error.problems)
    problems = list(written.problems)
    for name, form in written.entries.items():
        problems += _named(written, name, form, library)
        problems += counted(partial(_counts, written, name, form))
    return problems


def own_series_problems(library: Library) -> list[Problem]:
    """Return all problems of the series of the user's own project; of one without series there are none."""
    own = library.roots.own
    path = own.path / "data" / REGISTER if own is not None else None
    return series_problems(path, library) if path is not None and path.is_file() else []


def counted(reading: Callable[[], object]) -> list[Problem]:
    """Return the problems of reading something; none when it can be read."""
    try:
        reading()
    except InputError as error:
        return list(error.problems)
    return []


def _named(written: Register[Form], name: str, form: Form, library: Library) -> Iterator[Problem]:
    """Yield the problems of an entry that names what is not there: a model, an outcome, an entry, a unit, a source."""
    unknown = _Unknown(written, name)
    models = model_names()
    if form.model not in models:
        yield unknown("model", form.model, models)
        return
    outcomes = model_info(form.model).outcomes
    outcome = outcomes.get(form.outcome)
    if outcome is None:
        yield unknown("outcome", form.outcome, list(outcomes))
        return
    entries = [entry for axis in outcome.axes for entry in AXES[axis].entries]
    if form.entry is not None and form.entry not in entries:
        yield unknown("entry", form.entry, entries)
    if form.unit != outcome.unit:
        yield unknown("unit", form.unit, [outcome.unit])
    keys = library.sources.names
    if form.source is not None and keys is not None and form.source not in keys:
        yield unknown("source", form.source, keys)


@dataclass(frozen=True)
class _Unknown:
    """Words the problem of a name that is not there, with the nearest that is."""

    written: Register[Form]
    name: str

    def __call__(self, key: str, word: str, known: list[str]) -> Problem:
        said, hint = f"there is no {key} '{word}' here", did_you_mean(word, known)
        expected = listed(known) if known else "nothing"
        return self.written.document.problem((self.name, key), said, expected=expected, hint=hint)
