"""What there is to choose from, as plain data: models, scenarios, measures, levers, parameters and outcomes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from simulate.finding.index import index, is_own, parts_of, runs_over_the_past
from simulate.finding.search import Search, synonyms_of
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.levers import broken_levers, levers_of
from simulate.inputs.library import Item
from simulate.inputs.model_info import model_info
from simulate.inputs.paths import results
from simulate.inputs.rules.limits import limits_of
from simulate.inputs.schema.forms import ExpectationForm, MeasureForm
from simulate.render.values import ROLES, STATUSES, unit_label
from simulate.scenario import Measure, Numbers, Parameter, Scenario, model_of
from simulate.views.card import card
from simulate.views.show import text
from simulate.views.striking import GOES
from simulate.vocabulary import AXES, Language, wording

NEWEST = 8
"""Results that the first screen shows."""
LARGEST = 4_000_000
"""Bytes of a record that is read for the list of results."""
MOST_FOUND = 40


def models(catalogue: Catalogue, language: Language) -> list[dict[str, Any]]:
    """List the models with a title."""
    return [{"name": name, "label": one.title.in_(language)} for name, one in catalogue.models.items()]


def scenarios(catalogue: Catalogue, language: Language) -> list[dict[str, Any]]:
    """List the scenarios by model, the baseline of a model first; what is wrong with one is said there."""
    found = []
    for name, chain in catalogue.chains.items():
        form = chain.links[-1].form if chain.links else None
        path = chain.links[-1].path if chain.links else Path(f"{Path(name).stem}.yaml")
        label = text.label_of(form.label, language) if form is not None else name
        found.append(
            {
                "file": path.name,
                "name": name,
                "model": chain.model or "",
                "label": label or name,
                "question": (text.label_of(form.question, language) if form is not None else "") or label,
                "own": bool(chain.links) and is_own(chain.links[-1].document.label, catalogue),
                "past": bool(chain.links) and runs_over_the_past(chain, catalogue),
                "broken": bool(chain.problems),
                "measures": len(chain.measures),
            }
        )
    return sorted(found, key=lambda one: (one["past"], one["model"], one["name"] != one["model"], one["name"]))


def newest_results(language: Language) -> list[dict[str, Any]]:
    """List the results that were finished last. A folder that cannot be read is left out."""
    found = []
    folder = results()
    for path in folder.glob("*/run.json") if folder.is_dir() else ():
        try:
            if path.stat().st_size > LARGEST:
                continue
            record = json.loads(path.read_text(encoding="utf-8"))
            found.append(
                {
                    "name": str(record["name"]),
                    "label": str(record["label"][language]),
                    "model": str(record["model"]),
                    "draws": int(record["draws"]),
                    "status": str(record["status"]),
                    "finished": str(record.get("finished") or ""),
                }
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return sorted(found, key=lambda one: str(one["finished"]), reverse=True)[:NEWEST]


def scenario(catalogue: Catalogue, base: Scenario, file: str, language: Language) -> dict[str, Any]:
    """Return all that can be changed of a scenario and seen of it."""
    return {
        "file": file,
        "name": base.name,
        "model": base.model,
        "label": base.label.in_(language),
        "question": base.question.in_(language) if base.question else "",
        "start": base.start.isoformat(),
        "years": _years(base),
        "year": _year(base),
        "from": date(base.start.year + 1, 1, 1).isoformat(),
        "draws": base.draws,
        "measures": measures(catalogue, base, language),
        "levers": levers(catalogue, base, language),
        "broken_levers": [
            text.broken(file, count, language) for file, count in broken_levers(catalogue.library).items()
        ],
        "outcomes": outcomes(base, language),
        "documents": documents(catalogue, language),
    }


def _years(base: Scenario) -> list[int]:
    first = base.start.year + (base.start.month > 1)
    last = (base.start.year * 12 + base.start.month - 1 + base.months) // 12 - 1
    return list(range(first, last + 1))


def _year(base: Scenario) -> int | None:
    years = _years(base)
    asked = next((ask.year for ask in base.asks if ask.year in years), None)
    return asked or (years[min(card(base.model).answer_year, len(years) - 1)] if years else None)


def documents(catalogue: Catalogue, language: Language) -> dict[str, str]:
    """Return the titles of the documents that measures come from, by their key."""
    keys = {item.form.source.partition(":")[0] for item in catalogue.measures.values() if item.form}
    found = {}
    for key in sorted(keys):
        item = catalogue.sources.get(key)
        found[key] = item.form.title if item is not None and item.form is not None else key
    return found


def measures(catalogue: Catalogue, base: Scenario, language: Language) -> list[dict[str, Any]]:
    """List the measures that act on the models of a scenario, and how it takes them."""
    models_there = {base.model, *base.parts}
    taken = {one.name: one for one in base.measures}
    return [
        _measure(item, item.form, base, language) | {"taken": _taken(taken.get(name))}
        for name, item in catalogue.measures.items()
        if item.form is not None
        and not item.problems
        and models_there & {model_of(effect.parameter) for effect in item.form.effects}
    ]


def _taken(measure: Any) -> str | None:
    return None if measure is None else measure.start.isoformat()


def _measure(item: Item[MeasureForm], form: MeasureForm, base: Scenario, language: Language) -> dict[str, Any]:
    first = form.effects[0].parameter
    there = next((one.parameter for one in form.effects if model_of(one.parameter) in (base.model, *base.parts)), first)
    model, file, _ = there.split(".")
    return {
        "name": item.name,
        "label": text.label_of(form.label, language),
        "document": form.source.partition(":")[0],
        "theme": card(model).file_label(file).in_(language),
        "from": form.start.isoformat(),
        "until": form.until.isoformat() if form.until else None,
        "status": STATUSES[form.legal_status.status].in_(language),
        "delay": text.delay_text(form.delay, language),
        "chance": text.chance_text(form.probability, language),
        "expects": [
            {
                "outcome": word,
                "goes": GOES[said.goes if isinstance(said, ExpectationForm) else said].in_(language),
                "way": said.goes if isinstance(said, ExpectationForm) else said,
            }
            for word, said in (form.expects or {}).items()
        ],
    }


def measure_source(catalogue: Catalogue, name: str, language: Language) -> dict[str, str] | None:
    """Return where a measure is described, in the words of the document; None where there is no such measure."""
    item = catalogue.measures.get(name)
    if item is None or item.form is None:
        return None
    return {
        "name": name,
        "source": text.source_text(item.form.source, catalogue, language) or "",
        "note": text.said(item.form.note, language),
        "file": f"{item.document.label}:{item.line}",
    }


def levers(catalogue: Catalogue, base: Scenario, language: Language) -> list[dict[str, Any]]:
    """List the levers of a scenario, with the value that the scenario itself has."""
    return [
        _parameter(base.parameters[one.form.parameter], catalogue, base, language)
        | {
            "min": one.form.min,
            "max": one.form.max,
            "step": one.form.step,
            "reason": text.said(one.form.reason, language),
            "file": one.place,
        }
        for one in levers_of(catalogue.library, base.model, base.parts, base.parameters)
    ]


def _parameter(parameter: Parameter, catalogue: Catalogue, base: Scenario, language: Language) -> dict[str, Any]:
    form = catalogue.library.parameter(parameter.name)
    limits = limits_of(form) if form is not None else None
    since = date(base.start.year + 1, 1, 1)
    return {
        "name": parameter.name,
        "label": parameter.label.in_(language),
        "unit": unit_label(parameter.unit, language),
        "share": parameter.unit in ("aandeel", "kans"),
        "value": _value(parameter, since, base.measures),
        "axis": AXES[parameter.axis].label.in_(language) if parameter.axis in AXES else None,
        "at_start": parameter.at_start,
        "low": limits.low if limits else None,
        "high": limits.high if limits else None,
        "role": ROLES[parameter.values[-1].origin.role].in_(language),
        "why": wording(parameter.values[-1].origin.reason, language),
        "uncertain": parameter.values[-1].uncertainty is not None,
    }


def _value(parameter: Parameter, day: date, measures: Sequence[Measure]) -> float | None:
    """Return the value that is in force on a day; None where it has a number for every entry of an axis.

    It is that of a measure that has set it for certain by then, else that of the parameter.
    """
    there = [one for one in parameter.values if one.date <= day] or list(parameter.values[:1])
    value: Numbers = there[-1].value
    for measure in measures:
        certain = measure.probability == 1 and not (measure.delay or measure.conditions or measure.phase_in)
        if certain and measure.start <= day and measure.until is None:
            set_to = [
                one.value for one in measure.effects if one.parameter == parameter.name and one.operation == "set"
            ]
            value = set_to[-1] if set_to else value
    return None if isinstance(value, tuple) else value


def outcomes(base: Scenario, language: Language) -> list[dict[str, Any]]:
    """List the outcomes of a model with their parts, the headline first."""
    known = model_info(base.model).outcomes
    first = [name for name in card(base.model).headline if name in known]
    found = []
    for name in dict.fromkeys((*first, *known)):
        one = known[name]
        parts = [{"name": f"{name}[{entry}]", "label": label.in_(language)} for entry, label in parts_of(one).items()]
        found.append(
            {
                "name": name,
                "label": one.label.in_(language),
                "unit": unit_label(one.unit, language),
                "headline": name in first,
                "parts": [part for part in parts if part["name"].count(" · ") == 0 or "totaal" in part["name"]],
            }
        )
    return found


class Found:
    """Search over measures and parameters; its index is made once for a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        kinds = ("measure", "parameter", "outcome", "entry")
        self._search = Search([one for one in index(catalogue) if one.kind in kinds], synonyms_of(catalogue))

    def names(self, words: str, kind: str) -> list[str]:
        """List the names of one kind that the words mean, the likeliest first."""
        hits = self._search.find(words[:200]).hits
        return [hit.named.name for hit in hits if hit.named.kind == kind][:MOST_FOUND]

    def measures(self, words: str, among: Sequence[str]) -> list[str]:
        """List the measures among some that the words mean."""
        return [name for name in self.names(words, "measure") if name in among]

    def parameters(self, words: str, base: Scenario, language: Language) -> list[dict[str, Any]]:
        """List the parameters of a scenario that the words mean."""
        return list(self._parameters(words, base, language))

    def _parameters(self, words: str, base: Scenario, language: Language) -> Iterator[dict[str, Any]]:
        for name in self.names(words, "parameter"):
            parameter = base.parameters.get(name)
            if parameter is not None:
                yield _parameter(parameter, self.catalogue, base, language)


def parameters(catalogue: Catalogue, base: Scenario, names: Sequence[str], language: Language) -> list[dict[str, Any]]:
    """Describe parameters by name; a name that the scenario has not is left out."""
    return [_parameter(base.parameters[name], catalogue, base, language) for name in names if name in base.parameters]


def known_measures(base: Scenario, catalogue: Catalogue) -> set[str]:
    """Return the measures that a scenario can take."""
    models_there = {base.model, *base.parts}
    return {
        name
        for name, item in catalogue.measures.items()
        if item.form is not None and models_there & {model_of(one.parameter) for one in item.form.effects}
    }
