"""A list of each kind, as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from simulate.finding.index import targets_by_name
from simulate.finding.names import Kind, Named
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.resolve.targets import targets_of
from simulate.render.document import Cell, Document, Section, Stack, Table, Text
from simulate.render.values import STATUSES, bound, unit_label
from simulate.series import register
from simulate.views.list import texts
from simulate.views.list.overview import ordered, question
from simulate.views.show import text
from simulate.views.show.scenario import when
from simulate.views.show.text import (
    DESCRIBED,
    FROM,
    LIMIT,
    NAME,
    OUTCOMES,
    PARAMETERS,
    QUESTION,
    STATUS,
    WHEN,
)
from simulate.vocabulary import AXES, Label, Language

Row = tuple[Cell, ...]


def listed(kind: Kind, names: Sequence[Named], catalogue: Catalogue, language: Language) -> Document:
    """Build the list of those of one kind among `names`."""
    chosen = [one for one in names if one.kind == kind and not one.is_part]
    title = f"{texts.MANY[kind].in_(language)} ({len(chosen)})"
    if not chosen:
        blocks: tuple[Table | Text, ...] = (Text(texts.NOTHING.in_(language)), Text(texts.WITHOUT_CHOICE.in_(language)))
    else:
        blocks = (_TABLES[kind](chosen, catalogue, language, title),)
    return Document(language, "", (Section("list", "", blocks),), numbered=False)


def _table(title: str, heading: Sequence[Label], rows: Sequence[Row], language: Language, *optional: int) -> Table:
    return Table(
        title,
        tuple(one.in_(language) for one in heading),
        tuple(rows),
        optional=frozenset(optional),
        whole=frozenset({0}),
    )


def _models(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    info = catalogue.models
    rows = [
        (one.name, one.label.in_(language), str(len(info[one.name].parameters)), str(len(info[one.name].outcomes)))
        for one in names
    ]
    return _table(title, (NAME, DESCRIBED, PARAMETERS, OUTCOMES), rows, language)


def _scenarios(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    rows = [(one.name, one.label.in_(language), question(one, catalogue, language)) for one in ordered(names)]
    return _table(title, (NAME, DESCRIBED, QUESTION), rows, language)


def _measures(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    rows: list[Row] = []
    for one in names:
        item = catalogue.measures[one.name]
        form = item.form
        if form is None or item.problems:
            rows.append((one.name, texts.BROKEN.in_(language).format(file=item.document.file), "", "", ""))
            continue
        status = form.legal_status
        said = STATUSES[status.status].in_(language), str(status.date)
        rows.append((one.name, Stack(one.label.in_(language), (form.source,)), str(form.start), *said))
    return _table(title, (NAME, DESCRIBED, FROM, STATUS, texts.SINCE), rows, language, 3, 4)


def _parameters(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    rows: list[Row] = []
    for one in names:
        form = catalogue.parameters[one.name].form
        unit = unit_label(form.unit, language) if form and form.unit else ""
        rows.append((one.name, Stack(one.label.in_(language), (unit,))))
    return _table(title, (NAME, DESCRIBED), rows, language)


def _outcomes(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    rows: list[Row] = []
    for one in names:
        outcomes = [catalogue.models[model].outcomes[one.name] for model in sorted(one.models)]
        units = dict.fromkeys(unit_label(outcome.unit, language) for outcome in outcomes)
        axes = dict.fromkeys(AXES[axis].label.in_(language) for outcome in outcomes for axis in outcome.axes)
        below = " · ".join(filter(None, (", ".join(units), ", ".join(axes))))
        rows.append((one.name, Stack(one.label.in_(language), (below,))))
    return _table(title, (NAME, DESCRIBED), rows, language)


def _entries(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    outcomes = [(one.name, one.axes) for info in catalogue.models.values() for one in info.outcomes.values()]
    rows: list[Row] = []
    # Those that no outcome has, such as the months of a season, come last.
    for one in sorted(names, key=lambda one: not one.models):
        axes = [axis for axis in AXES.values() if one.name in axis.entries]
        having = [name for name, its in outcomes if any(axis.name in its for axis in axes)]
        told = ", ".join(dict.fromkeys(having[:3])) + (f" (+{len(having) - 3})" if len(having) > 3 else "")
        rows.append((one.name, one.label.in_(language), ", ".join(axis.label.in_(language) for axis in axes), told))
    return _table(title, (NAME, DESCRIBED, texts.AXIS, texts.IN_OUTCOMES), rows, language)


def _targets(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    given = targets_by_name(catalogue)
    rows: list[Row] = []
    for one in names:
        scenarios = [name for name, _ in given[one.name]]
        chain = catalogue.chains[scenarios[0]]
        # Errors in a target are reported by `simulate check`.
        target = next((t for t in targets_of(chain) if t.name == one.name), None) if not chain.problems else None
        outcome = catalogue.models[chain.model].outcomes.get(target.outcome) if target and chain.model else None
        said = (bound(target, outcome.unit, language), when(target, language)) if target and outcome else ("", "")
        rows.append((one.name, one.label.in_(language), *said, ", ".join(scenarios)))
    return _table(title, (NAME, DESCRIBED, LIMIT, WHEN, text.IN_SCENARIOS), rows, language)


def _series(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    rows: list[Row] = []
    for one in names:
        form, years = register()[one.name].form, sorted(one.years)
        outcome = f"{form.outcome}[{form.entry}]" if form.entry else form.outcome
        span = f"{years[0]}-{years[-1]}" if years else ""
        rows.append((one.name, outcome, form.credit.in_(language), span))
    return _table(title, (NAME, text.COUNTS, text.COUNTED_BY, text.YEARS), rows, language)


def _sources(names: Sequence[Named], catalogue: Catalogue, language: Language, title: str) -> Table:
    rows: list[Row] = []
    for one in names:
        form = catalogue.sources[one.name].form
        rows.append((one.name, form.title, form.publisher, form.date) if form else (one.name, "", "", ""))
    return _table(title, (NAME, text.TITLE, text.PUBLISHER, text.DATE), rows, language)


_TABLES: Mapping[Kind, Callable[[Sequence[Named], Catalogue, Language, str], Table]] = {
    "model": _models,
    "scenario": _scenarios,
    "measure": _measures,
    "parameter": _parameters,
    "outcome": _outcomes,
    "entry": _entries,
    "target": _targets,
    "series": _series,
    "source": _sources,
}
