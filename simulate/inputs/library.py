"""All sources, parameters and measures that can be found, read once, the user's own laid over the packaged ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from simulate.engine.outcome import Outcome
from simulate.errors import InputError, Problem
from simulate.inputs.calibration import Calibration, calibration_of
from simulate.inputs.model_info import model_info, model_names
from simulate.inputs.parts import entries
from simulate.inputs.paths import Root, Roots, shown
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.rules.levers import lever_problems
from simulate.inputs.rules.measures import measure_problems
from simulate.inputs.rules.parameters import parameter_problems, source_problems
from simulate.inputs.rules.synonyms import synonym_problems
from simulate.inputs.rules.validate import validate
from simulate.inputs.schema.forms import (
    DateRuleForm,
    Form,
    LeversForm,
    MeasureForm,
    ParameterForm,
    SourceForm,
    SynonymForm,
)
from simulate.inputs.yaml.document import Document, Steps
from simulate.inputs.yaml.reading import read
from simulate.vocabulary import AXES

F = TypeVar("F", bound=Form)
NAME = r"[a-z][a-z0-9_]*"


@dataclass(frozen=True)
class Item(Generic[F]):
    """One named thing of a file. `form` is whole only when there are no problems."""

    name: str
    form: F | None
    document: Document
    steps: Steps
    problems: tuple[Problem, ...] = ()
    replaces: str | None = None
    """The place of what has the same name in a root below, and does not count."""

    @property
    def place(self) -> str:
        """Return the file, as a result remembers it, and the line."""
        return f"{self.document.label}:{self.line}"

    @property
    def line(self) -> int:
        return self.document.mark(self.steps, key=True).line


@dataclass
class Shelf(Generic[F]):
    """Everything of one kind, by name."""

    items: dict[str, Item[F]] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    """Why some files could not be read: then a name that is not here may still exist."""

    @property
    def problems(self) -> list[Problem]:
        """Return all problems of the shelf: of its files and of the named things in them."""
        inside = [problem for item in self.items.values() for problem in item.problems]
        return [*self.unreadable, *(p for document in self.documents for p in document.problems), *inside]

    @property
    def names(self) -> list[str] | None:
        """List the names; None when they cannot all be known."""
        return None if self.unreadable else list(self.items)


class Library:
    """What the validators know, and what scenarios are made of."""

    def __init__(self, roots: Roots) -> None:
        self.roots = roots
        self.validated: dict[int, Any] = {}
        self._parameters: dict[str, Shelf[ParameterForm]] = {}
        self._calibrations: dict[str, Calibration | None] = {}
        self._outcomes: dict[str, Mapping[str, Outcome]] = {}

    @cached_property
    def sources(self) -> Shelf[SourceForm]:
        shelf: Shelf[SourceForm] = Shelf()
        for root in self.roots:
            if root.files("parameters/bronnen.yaml"):
                self._add(shelf, root, root.path / "parameters/bronnen.yaml", SourceForm, "", source_problems)
        return shelf

    @cached_property
    def synonyms(self) -> Shelf[SynonymForm]:
        shelf: Shelf[SynonymForm] = Shelf()
        for root in self.roots:
            for path in root.files("parameters/synoniemen.yaml"):
                self._add(shelf, root, path, SynonymForm, "", self.synonym_rule)
        return shelf

    @cached_property
    def rules_for_dates(self) -> Shelf[DateRuleForm]:
        shelf: Shelf[DateRuleForm] = Shelf()
        for root in self.roots:
            for path in root.files("parameters/dateringsregels.yaml"):
                self._add(shelf, root, path, DateRuleForm, "", lambda *_: [])
        return shelf

    @cached_property
    def levers(self) -> list[Shelf[LeversForm]]:
        """Read the levers of the page: for every root, from the bottom up, those of each model; none hides others."""
        shelves = []
        for root in self.roots:
            shelf: Shelf[LeversForm] = Shelf()
            for path in root.files("parameters/schuiven.yaml"):
                self._add(shelf, root, path, LeversForm, "", self.lever_rule)
            shelves.append(shelf)
        return shelves

    def lever_rule(self, form: LeversForm, document: Document, steps: Steps) -> list[Problem]:
        """Return the problems of the levers of a model: `rules.lever_problems` with what this library knows."""
        return lever_problems(form, document, steps, self)

    def parameters(self, model: str) -> Shelf[ParameterForm]:
        """Read the parameters of one model, once: every file of parameters/<model>/."""
        if model not in self._parameters:
            shelf = self._parameters[model] = Shelf()
            for root in self.roots:
                # The name may be what somebody typed, and no pattern is made of that.
                for path in (path for path in root.files("parameters/*/*.yaml") if path.parent.name == model):
                    self._add(shelf, root, path, ParameterForm, f"{model}.{path.stem}.", parameter_problems)
        return self._parameters[model]

    def calibration(self, model: str) -> Calibration | None:
        """Read the calibration of one model, once. Raises InputError when its files are wrong."""
        if model not in self._calibrations:
            self._calibrations[model] = calibration_of(model, self.roots, self)
        return self._calibrations[model]

    @cached_property
    def measures(self) -> Shelf[MeasureForm]:
        shelf: Shelf[MeasureForm] = Shelf()
        for root in self.roots:
            for path in root.files("scenarios/maatregelen/*.yaml"):
                self._add(shelf, root, path, MeasureForm, "", self.measure_rule)
        return shelf

    def measure_rule(self, form: MeasureForm, document: Document, steps: Steps) -> list[Problem]:
        """Return the problems of a measure: `rules.measure_problems` with what this library knows."""
        return measure_problems(form, document, steps, self)

    def synonym_rule(self, form: SynonymForm, document: Document, steps: Steps) -> list[Problem]:
        """Return the problems of words: those that mean a name that does not exist."""
        return synonym_problems(form, document, steps, self.searched_names())

    def searched_names(self) -> list[str] | None:
        """List the names that a synonym may mean; None when they cannot all be known."""
        parameters = [self.parameters(model) for model in self.roots.models()]
        if self.measures.unreadable or any(shelf.unreadable for shelf in parameters):
            return None
        outcomes = [one for model in model_names() for one in model_info(model).outcomes.values()]
        scenarios = [path.stem for path in self.roots.scenarios()]
        return [
            *(one.name for one in outcomes),
            *(name for shelf in parameters for name in shelf.items),
            *self.measures.items,
            *(entry for axis in AXES.values() for entry in axis.entries),
            *scenarios,
            *(f"{one.name}[{part}]" for one in outcomes for part in entries(one)),
        ]

    def _add(
        self,
        shelf: Shelf[F],
        root: Root,
        path: Path,
        form: type[F],
        prefix: str,
        rule: Callable[[F, Document, Steps], list[Problem]],
    ) -> None:
        try:
            document = read(path, file=shown(path), label=root.label(path))
        except InputError as error:
            shelf.unreadable.extend(error.problems)
            return
        shelf.documents.append(document)
        # Within one root a name is given once; a later root may replace it.
        own = {other.label for other in shelf.documents if root.holds(other.label)}
        for item in items(document, form, prefix, self, rule):
            earlier = shelf.items.get(item.name)
            if earlier is not None and earlier.document.label in own:
                first = f"{earlier.document.file}:{earlier.line}"
                document.problems.append(
                    document.problem(
                        item.steps, f"'{item.name}' is given twice", key=True, expected=f"it once (first in {first})"
                    )
                )
            below = earlier.place if earlier is not None and earlier.document.label not in own else None
            shelf.items[item.name] = replace(item, replaces=below)

    # what the validators of `words` ask

    def source_lines(self, key: str) -> int | None:
        item = self.sources.items.get(key)
        return item.form.lines if item and item.form else None

    def source_keys(self) -> list[str] | None:
        return self.sources.names

    def parameter_names(self, model: str) -> list[str] | None:
        models = self.roots.models()
        if model in models:
            return self.parameters(model).names
        return [name for other in models for name in self.parameters(other).items]

    def date_rules(self) -> list[str] | None:
        return self.rules_for_dates.names

    def measure_names(self) -> list[str] | None:
        return self.measures.names

    def parameter(self, name: str) -> ParameterForm | None:
        """Return the form of a parameter, whole or in part; None when there is none."""
        item = self.parameters(name.split(".")[0]).items.get(name)
        return item.form if item else None

    def outcomes(self, models: Iterable[str]) -> dict[str, Outcome]:
        return {name: one for model in models for name, one in self._outcomes_of(model).items()}

    def _outcomes_of(self, model: str) -> Mapping[str, Outcome]:
        """Return the outcomes of one model, which declares them anew whenever it is asked; none of an unknown model."""
        if model not in self._outcomes:
            self._outcomes[model] = model_info(model).outcomes if model in model_names() else {}
        return self._outcomes[model]


def items(
    document: Document,
    form: type[F],
    prefix: str,
    library: Library,
    rule: Callable[[F, Document, Steps], list[Problem]],
) -> list[Item[F]]:
    """Return the named things of one document, each validated by its form and then by its rule."""
    if not isinstance(document.data, dict):
        expected = f"`name:` and under it the keys of {form.belongs}"
        document.problems.append(document.problem((), "this is no list of named things", expected=expected))
        return []
    found = []
    pattern = r"[a-z0-9][a-z0-9._-]*" if form in (SourceForm, DateRuleForm) else NAME
    for key in document.data:
        steps: Steps = (key,)
        validated, problems = validate(form, document, steps, library)
        if not re.fullmatch(pattern, key):
            problems.append(
                document.problem(
                    steps,
                    f"'{key[:60]}' cannot be a name",
                    key=True,
                    expected="small letters, digits and _, beginning with a letter",
                )
            )
        if validated is not None:
            problems += rule(validated, document, steps)
        found.append(Item(prefix + key, validated, document, steps, tuple(problems)))
    return found


def whole_model(library: Library, model: str) -> list[Problem]:
    """Return the problems of parameters that are given but never read, and read but never given."""
    shelf = library.parameters(model)
    read_by = model_info(model).parameters
    problems = [
        item.document.problem(
            item.steps,
            f"'{name}' is unused: the model never reads it",
            key=True,
            expected="a parameter that a process reads",
            hint=did_you_mean(name, _spare(read_by, shelf)),
        )
        for name, item in shelf.items.items()
        if name not in read_by
    ]
    for name, processes in read_by.items():
        if name not in shelf.items and not shelf.unreadable:
            problems.append(_not_given(library, model, name, processes))
    return problems + _switch_problems(shelf)


def _switch_problems(shelf: Shelf[ParameterForm]) -> list[Problem]:
    """Return the problems of parameters that count only with a switch, and name one that is not there."""
    switches = [name for name, item in shelf.items.items() if item.form and item.form.unit == "schakelaar"]
    return [
        item.document.problem(
            (*item.steps, "switch"),
            f"there is no switch '{item.form.switch}'",
            expected=listed(switches) if switches else "a parameter in schakelaar",
            hint=did_you_mean(item.form.switch, switches),
        )
        for item in shelf.items.values()
        if item.form is not None and item.form.switch is not None and item.form.switch not in switches
    ]


def _spare(read_by: Iterable[str], shelf: Shelf[ParameterForm]) -> list[str]:
    return [name for name in read_by if name not in shelf.items] or list(read_by)


def _not_given(library: Library, model: str, name: str, processes: tuple[str, ...]) -> Problem:
    stem, key = name.split(".")[1], name.split(".")[-1]
    # The file that it has to come into is that of whoever brings the model.
    bringing = (root for root in library.roots if (root.path / "parameters" / model).is_dir())
    root = next(bringing, library.roots.checked[0])
    path = root.path / "parameters" / model / f"{stem}.yaml"
    message = f"'{key}' is missing: the model reads {name} ({', '.join(processes)})"
    return Problem(shown(path), 1, 1, message, expected=f"{listed([f'{key}:'])} with the keys of a parameter")
