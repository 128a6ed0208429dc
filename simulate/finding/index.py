"""The index: everything that has a name, from the files, the models, the axes and the series of counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from simulate.engine.outcome import Outcome
from simulate.finding.names import Named, Place
from simulate.finding.references import keys
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.library import Item
from simulate.inputs.parts import entries
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.schema.forms import (
    EffectForm,
    Form,
    LabelForm,
    MeasureForm,
    ParameterForm,
    SourceForm,
    TargetForm,
)
from simulate.series import Series, register
from simulate.vocabulary import AXES, LANGUAGES, TOTAL, Label

NO_LABEL = Label("", "")
WHOLE = Label("totaal", "total")
BETWEEN = " · "
"""Stands between the entries of two axes."""


def index(catalogue: Catalogue) -> list[Named]:
    """List everything that has a name, kind by kind; what stands in a file with errors as far as it can be read."""
    series = list(register().values())
    return [
        *(_scenario(name, chain, catalogue) for name, chain in catalogue.chains.items()),
        *_outcomes(catalogue, series),
        *_entries(catalogue),
        *(_measure(item, catalogue) for item in catalogue.measures.values()),
        *(_parameter(item, catalogue) for item in catalogue.parameters.values()),
        *_targets(catalogue),
        *(_series(one, catalogue) for one in series if one.form.model in catalogue.models),
        *_sources(catalogue),
        *(
            Named("model", name, model.title, frozenset({name}), _texts(("description", name)))
            for name, model in catalogue.models.items()
        ),
    ]


def parts(catalogue: Catalogue) -> list[Named]:
    """List the entries of every outcome, `opvangplekken[noodopvang]`, which can be found and shown."""
    return [
        Named("entry", f"{outcome.name}[{entry}]", part_label(outcome, label), frozenset({model}))
        for model, info in catalogue.models.items()
        for outcome in info.outcomes.values()
        for entry, label in parts_of(outcome).items()
    ]


def parts_of(outcome: Outcome) -> dict[str, Label]:
    """Return the entries of an outcome with their labels, as compare and summary.csv name them, but for the total.

    Of two axes: `spoed · snijdend`, and `spoed · totaal` where the entries add up.
    """
    found = {}
    for entry in entries(outcome):
        words = entry.split(BETWEEN)
        labels = [_label(axis, word) for axis, word in zip(outcome.axes, words, strict=True)]
        if any(word != TOTAL for word in words):
            nl, en = (BETWEEN.join(label.in_(language) for label in labels) for language in LANGUAGES)
            found[entry] = Label(nl, en)
    return found


def _label(axis: str, entry: str) -> Label:
    return WHOLE if entry == TOTAL else AXES[axis].label_of(entry)


def part_of(outcome: Outcome, axis: str, entry: str) -> str:
    """Return the name of one entry of an outcome over its other axes; of the outcome where those do not add up."""
    whole = BETWEEN.join(entry if name == axis else TOTAL for name in outcome.axes)
    return f"{outcome.name}[{whole}]" if whole in parts_of(outcome) else outcome.name


def part_label(outcome: Outcome, entry: Label) -> Label:
    """Return the label of one entry of an outcome."""
    return Label(f"{outcome.label.nl}: {entry.nl}", f"{outcome.label.en}: {entry.en}")


def label_of(form: object) -> Label:
    """Return the label that a form gives; an empty one where a file with errors has none."""
    given = getattr(form, "label", None)
    return given.to_label() if isinstance(given, LabelForm) else NO_LABEL


def is_own(label: str, catalogue: Catalogue) -> bool:
    """Tell whether a file, by its label, is the user's and not packaged."""
    return catalogue.roots.own is not None and ":" not in label.partition("/")[0]


def runs_over_the_past(chain: Chain, catalogue: Catalogue) -> bool:
    """Tell whether a scenario starts before the baseline of its model, the scenario of the same name."""
    start, baseline = _start(chain), catalogue.chains.get(chain.model or "")
    since = _start(baseline) if baseline is not None else None
    return start is not None and since is not None and start < since


def _start(chain: Chain) -> date | None:
    return next((link.form.start for link in reversed(chain.links) if link.form.start), None)


def targets_by_name(catalogue: Catalogue) -> dict[str, list[tuple[str, TargetForm]]]:
    """Return every target with the scenarios that give it, the first of them first."""
    found: dict[str, list[tuple[str, TargetForm]]] = {}
    for scenario, chain in catalogue.chains.items():
        given = (chain.links[-1].form.targets or {}) if chain.links else {}
        for name, form in given.items():
            if isinstance(form, TargetForm):
                found.setdefault(name, []).append((scenario, form))
    return found


def _texts(*given: tuple[Place, str | None]) -> tuple[tuple[Place, str], ...]:
    return tuple((place, text) for place, text in given if text)


def _said(place: Place, *said: str | LabelForm | None) -> Iterator[tuple[Place, str | None]]:
    for one in said:
        yield from [(place, one)] if one is None or isinstance(one, str) else _both(place, one)


def _both(place: Place, label: object) -> Iterator[tuple[Place, str | None]]:
    for language in ("nl", "en"):
        yield place, getattr(label, language, None)


def _scenario(name: str, chain: Chain, catalogue: Catalogue) -> Named:
    if not chain.links:
        return Named("scenario", name, NO_LABEL)
    own = chain.links[-1]
    form = own.form
    taken = [item.form for measure in chain.measures if (item := catalogue.measures.get(measure)) is not None]
    return Named(
        "scenario",
        name,
        label_of(form),
        frozenset({chain.model} if chain.model else ()),
        _texts(*_both("question", form.question), *_said("note", form.note)),
        keys(form).union(*(keys(one) for one in taken)),
        frozenset(day.year for day in (_start(chain), form.as_of) if day),
        not any(
            own.path.is_relative_to(root.path / "scenarios") for root in catalogue.roots if root != catalogue.roots.own
        ),
    )


def _outcomes(catalogue: Catalogue, series: Iterable[Series]) -> Iterator[Named]:
    """Yield every outcome once; a name that two models have is one name."""
    counts = list(series)
    models: dict[str, list[str]] = {}
    for model, info in catalogue.models.items():
        for name in info.outcomes:
            models.setdefault(name, []).append(model)
    for name, having in models.items():
        outcomes = [catalogue.models[model].outcomes[name] for model in having]
        counted = [one for one in counts if one.form.outcome == name and one.form.model in having]
        labels = [one.label for one in outcomes]
        described = [text for one in outcomes for text in _both("description", one.description)]
        yield Named(
            "outcome",
            name,
            _joined(labels),
            frozenset(having),
            _texts(*described),
            frozenset().union(*(_series_sources(one, catalogue) for one in counted)),
            frozenset(count.begin.year for one in counted for count in one.counts),
        )


def _joined(labels: Iterable[Label]) -> Label:
    different = list(dict.fromkeys(labels))
    nl, en = (list(dict.fromkeys(one.in_(language) for one in different)) for language in ("nl", "en"))
    return Label(" · ".join(nl), " · ".join(en))


def _entries(catalogue: Catalogue) -> Iterator[Named]:
    """Yield every entry of an axis once, with the models that have the axis."""
    models: dict[str, set[str]] = {}
    for model, info in catalogue.models.items():
        for outcome in info.outcomes.values():
            for name in outcome.axes:
                models.setdefault(name, set()).add(model)
    axes: dict[str, list[str]] = {}
    for axis in AXES.values():
        for entry in axis.entries:
            axes.setdefault(entry, []).append(axis.name)
    for entry, having in axes.items():
        labels = [AXES[axis].label_of(entry) for axis in having]
        about = [text for axis in having for text in _both("description", AXES[axis].label)]
        with_it = frozenset().union(*(models.get(axis, set()) for axis in having))
        yield Named("entry", entry, _joined(labels), with_it, _texts(*about, *(("description", a) for a in having)))


def _measure(item: Item[MeasureForm], catalogue: Catalogue) -> Named:
    form = item.form
    if form is None:
        return Named("measure", item.name, NO_LABEL, own=is_own(item.document.label, catalogue))
    effects = [effect for effect in form.effects or [] if effect]
    dates = [day for day in (form.start, form.until) if day]
    return Named(
        "measure",
        item.name,
        label_of(form),
        frozenset(effect.parameter.split(".")[0] for effect in effects if effect.parameter),
        _texts(*_said("note", form.note), *_notes(effects)),
        keys(form),
        frozenset(day.year for day in dates),
        is_own(item.document.label, catalogue),
    )


def _notes(effects: Iterable[EffectForm]) -> Iterator[tuple[Place, str | None]]:
    for effect in effects:
        yield from _said("note", effect.reason, effect.note)


def _parameter(item: Item[ParameterForm], catalogue: Catalogue) -> Named:
    form = item.form
    model = frozenset({item.name.split(".")[0]})
    own = is_own(item.document.label, catalogue)
    if form is None:
        return Named("parameter", item.name, NO_LABEL, model, own=own)
    return Named(
        "parameter",
        item.name,
        label_of(form),
        model,
        _texts(*_said("note", form.note, form.reason)),
        keys(form),
        frozenset(day.year for day in form.values or {}),
        own,
    )


def _targets(catalogue: Catalogue) -> Iterator[Named]:
    for name, given in targets_by_name(catalogue).items():
        scenario, form = given[0]
        model = catalogue.chains[scenario].model
        within = form.within if isinstance(form.within, list) else [form.within]
        yield Named(
            "target",
            name,
            label_of(form),
            frozenset({model} if model else ()),
            _texts(*_said("note", form.reason, form.note), ("description", form.outcome)),
            frozenset().union(*(keys(one) for _, one in given)),
            frozenset(year for year in (form.by, *within) if year),
        )


def _series(one: Series, catalogue: Catalogue) -> Named:
    outcome = catalogue.models[one.form.model].outcomes.get(one.form.outcome)
    label, credit = outcome.label if outcome else Label(one.form.outcome, one.form.outcome), one.form.credit
    return Named(
        "series",
        one.name,
        Label(f"{label.nl} ({credit.nl})", f"{label.en} ({credit.en})"),
        frozenset({one.form.model}),
        _texts(("note", one.form.note), ("description", one.form.entry)),
        _series_sources(one, catalogue),
        frozenset(count.begin.year for count in one.counts),
    )


def _series_sources(one: Series, catalogue: Catalogue) -> frozenset[str]:
    named = {one.form.source or "", *(count.source.partition(":")[0] for count in one.counts)}
    return frozenset(named & set(catalogue.sources))


def _sources(catalogue: Catalogue) -> Iterator[Named]:
    models: dict[str, set[str]] = {}
    forms: list[tuple[str | None, Form | None]] = [
        *((name.split(".")[0], item.form) for name, item in catalogue.parameters.items()),
        *(
            (effect.parameter.split(".")[0], item.form)
            for item in catalogue.measures.values()
            for effect in (item.form.effects or [] if item.form else [])
            if effect and effect.parameter
        ),
        *((chain.model, chain.links[-1].form) for chain in catalogue.chains.values() if chain.links),
    ]
    for model, form in forms:
        for key in keys(form) if model else ():
            models.setdefault(key, set()).add(model or "")
    for key, item in catalogue.sources.items():
        yield _source(key, item.form, frozenset(models.get(key, set())), is_own(item.document.label, catalogue))


def _source(key: str, form: SourceForm | None, models: frozenset[str], own: bool) -> Named:
    if form is None:
        return Named("source", key, NO_LABEL, models, documents=frozenset({key}), own=own)
    title = form.title or ""
    year = str(form.date or "")[:4]
    return Named(
        "source",
        key,
        Label(title, title),
        models,
        _texts(("description", form.publisher), *_said("note", form.note)),
        frozenset({key}),
        frozenset({int(year)} if year.isdigit() else ()),
        own,
    )
