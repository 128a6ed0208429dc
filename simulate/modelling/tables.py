"""What there is, as DataFrames: parameters with their sources, measures with their effects, and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from simulate.inputs.catalogue import Catalogue, catalogue_here
from simulate.inputs.library import Item
from simulate.inputs.rules.measures import operation
from simulate.inputs.schema.forms import LabelForm, ParameterForm, Spread, to_wording
from simulate.scenario import model_of
from simulate.vocabulary import wording

if TYPE_CHECKING:
    import pandas as pd

PARAMETERS = ("name", "entry", "date", "value", "unit", "role", "source", "dist", "low", "high", "label", "label_nl",
              "reason", "model", "file", "line", "replaces")  # fmt: skip
MEASURES = ("name", "parameter", "operation", "entry", "value", "role", "source", "from", "until", "phase_in",
            "probability", "status", "label", "label_nl", "reason", "file", "line", "replaces")  # fmt: skip
SOURCES = ("key", "title", "publisher", "date", "kind", "licence", "url", "read", "file", "line", "replaces")


def parameters(model: str | None = None) -> pd.DataFrame:
    """Return every dated value of every parameter, of one model or of all; one row for every entry of its axis.

    `low` and `high` are p10 and p90 of its uncertainty, or its ends. `replaces` is the place of a shipped parameter
    that one of the project counts instead of. Files with errors give what can be read.
    """
    items = catalogue_here().parameters.items()
    rows = (row for name, item in items if model in (None, model_of(name)) for row in _parameter(item))
    return _frame(rows, PARAMETERS)


def measures(model: str | None = None) -> pd.DataFrame:
    """Return every effect of every measure, of those that act on one model or of all."""
    rows = (row for item in catalogue_here().measures.values() for row in _measure(item))
    return _frame((row for row in rows if model in (None, model_of(row["parameter"]))), MEASURES)


def sources() -> pd.DataFrame:
    """Return the register of sources. What is unknown of one, such as its licence, is missing."""
    return _frame(_sources(catalogue_here()), SOURCES)


def _frame(rows: Iterator[Mapping[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))


def _place(item: Item[Any]) -> dict[str, Any]:
    return {"file": item.document.label, "line": item.line, "replaces": item.replaces}


def _labels(label: LabelForm | None) -> dict[str, str]:
    found = label.to_label() if label is not None else None
    return {"label": found.en if found else "", "label_nl": found.nl if found else ""}


def _entries(amount: Any) -> Mapping[str, float]:
    """Return numbers by entry; one number under the empty one."""
    return amount if isinstance(amount, Mapping) else {"": amount}


def _parameter(item: Item[ParameterForm]) -> Iterator[dict[str, Any]]:
    form = item.form
    if form is None:
        return
    about = {"name": item.name, "unit": form.unit, "model": model_of(item.name), **_labels(form.label), **_place(item)}
    last = max(form.values or {}, default=None)
    for day, value in sorted((form.values or {}).items()):
        spread = value.uncertainty or (form.uncertainty if day == last else None)
        reason = wording(to_wording(value.reason or form.reason), "en")
        said = {"date": day, "role": value.role or form.role, "source": value.source, "reason": reason}
        for entry, number in _entries(value.value).items():
            yield about | said | {"entry": entry, "value": number} | _ends(spread, entry)


def _ends(spread: object, entry: str) -> dict[str, Any]:
    if not isinstance(spread, Spread):
        return {"dist": None, "low": None, "high": None}
    given = spread.given()
    low, high = (given.get(f"p{end}", given.get(name)) for end, name in ((10, "min"), (90, "max")))
    ends = (_entries(one).get(entry, _entries(one).get("")) for one in (low, high))
    return {"dist": spread.dist, **dict(zip(("low", "high"), ends, strict=True))}


def _measure(item: Item[Any]) -> Iterator[dict[str, Any]]:
    form = item.form
    if form is None:
        return
    chance = getattr(form.probability, "value", form.probability)
    about = {
        "name": item.name,
        "from": form.start,
        "until": form.until,
        "phase_in": form.phase_in,
        "probability": 1.0 if chance is None else chance,
        "status": form.legal_status.status if form.legal_status else None,
        **_labels(form.label),
        **_place(item),
    }
    for effect in filter(None, form.effects or []):
        name, amount = operation(effect) or ("", {})
        reason = wording(to_wording(effect.reason), "en")
        source = effect.source or (form.source if effect.role != "assumption" else None)
        said = {
            "parameter": effect.parameter,
            "operation": name,
            "role": effect.role,
            "source": source,
            "reason": reason,
        }
        for entry, number in _entries(amount).items():
            yield about | said | {"entry": entry, "value": number}


def _sources(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for key, item in catalogue.sources.items():
        form = item.form
        if form is not None:
            fields = ("title", "publisher", "date", "kind", "licence", "url", "read")
            yield {"key": key, **{name: getattr(form, name) for name in fields}, **_place(item)}
