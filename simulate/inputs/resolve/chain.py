"""A scenario file and its parents, up to the roots that name the model."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from simulate.errors import InputError, Problem
from simulate.inputs.library import Library
from simulate.inputs.model_info import model_info, model_names
from simulate.inputs.paths import Roots, shown
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.resolve.link import Link
from simulate.inputs.resolve.parents import parents_problems
from simulate.inputs.resolve.scenario_rules import scenario_problems
from simulate.inputs.rules.validate import validate
from simulate.inputs.schema.forms import ScenarioForm
from simulate.inputs.yaml.document import Mark, Steps
from simulate.inputs.yaml.reading import parse, read

SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
MAX_PARENTS = 20


@dataclass(frozen=True)
class Chain:
    """The files of a scenario, roots first, and all that is wrong in them."""

    links: tuple[Link, ...]
    problems: tuple[Problem, ...]
    without: frozenset[str] = frozenset()
    """Measures that a file of it takes and that are left out nevertheless."""

    @property
    def model(self) -> str | None:
        """Return the model of the root; None when there is none of that name."""
        model = self.links[0].form.model if self.links else None
        return model if model in model_names() else None

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the models that the model of the root runs together; none where it is not a composite."""
        if self.model is None:
            return ()
        of_model = model_info(self.model).parts
        chosen = next((link.form.parts for link in reversed(self.links) if link.form.parts), None)
        known = model_names()
        return tuple(name for name in chosen if name in known) if chosen and of_model else of_model

    @property
    def models(self) -> tuple[str, ...]:
        """List the models whose parameters the run has: that of the root, then its parts."""
        return () if self.model is None else (self.model, *self.parts)

    @property
    def measures(self) -> list[str]:
        """List the names of the measures taken, the root's first; also of those whose timing is refused."""
        taken = dict.fromkeys(name for link in self.links for name in _names(link.document.data.get("measures")))
        return [name for name in taken if name not in self.without]


def _names(measures: object) -> list[str]:
    entries = measures if isinstance(measures, list) else []
    return [
        name for entry in entries for name in (entry if isinstance(entry, dict) else [entry]) if isinstance(name, str)
    ]


def read_chain(path: Path, roots: Roots, library: Library, text: bytes | None = None) -> Chain:
    """Read the chain of the scenario in `path`; what cannot be read is among its problems.

    `text`: what would stand in that file, which then need not be there.
    """
    reading = _Reading(roots, library)
    own = reading.link(path, (), text)
    return judged(own.line if own is not None else (), reading.problems, library)


def judged(links: tuple[Link, ...], problems: list[Problem], library: Library) -> Chain:
    """Return the chain of these files with the problems given and all that follow from its files together."""
    family = [link.document for link in links]
    chain = Chain(links, ())
    model = links[0].form.model if links else None
    for link in links:
        problems = [
            *problems,
            *scenario_problems(link.form, link.document, family, library, model, chain.models),
            *parents_problems(link),
        ]
    return replace(chain, problems=tuple(problems))


@dataclass
class _Reading:
    """Reads scenario files, each once, and gathers what is wrong in them."""

    roots: Roots
    library: Library
    problems: list[Problem] = field(default_factory=list)
    read: dict[Path, Link | None] = field(default_factory=dict)

    def link(self, path: Path, below: tuple[Path, ...], text: bytes | None = None) -> Link | None:
        """Read a file and all that it builds on; `below` are those that build on it, the nearest last."""
        if path not in self.read:
            try:
                self.read[path] = self._link(path, below, text)
            except InputError as error:
                self.problems.extend(error.problems)
                self.read[path] = None
        return self.read[path]

    def _link(self, path: Path, below: tuple[Path, ...], text: bytes | None) -> Link | None:
        file, label = shown(path), self.roots.label(path)
        document = read(path, file=file, label=label) if text is None else parse(text, file, label)
        form, problems = validate(ScenarioForm, document, (), self.library)
        self.problems += [*problems, *document.problems]
        if not SAFE_NAME.fullmatch(path.stem):
            message = f"'{path.stem[:80]}' cannot be the name of a scenario and of its result folder"
            expected = "small letters, digits, - and _ : asiel-mijn-plan.yaml"
            self.problems.append(document.problem_at(Mark(1, 1), message, expected))
        if form is None:
            return None
        own = Link(path.stem, path, document, form)
        found = [self._parent(own, steps, wanted, (*below, path)) for steps, wanted in _wanted(form)]
        return replace(own, parents=tuple(parent for parent in found if parent is not None))

    def _parent(self, link: Link, steps: Steps, wanted: str, below: tuple[Path, ...]) -> Link | None:
        """Find and read a file that `extends` names: beside the scenario, in the project, in the package."""
        beside = link.path.parent / wanted
        found = beside if beside.is_file() else self.roots.scenario(wanted)
        if found is None:
            names = [path.name for path in self.roots.scenarios()]
            expected, hint = (listed(names) if names else "the name of a scenario file"), did_you_mean(wanted, names)
            message = f"there is no scenario file '{wanted}'"
            self.problems.append(link.document.problem(steps, message, expected=expected, hint=hint))
            return None
        line = [path.resolve() for path in below]
        if found.resolve() in line:
            circle = [path.name for path in below[line.index(found.resolve()) :]]
            message = f"circular: {' → '.join([*circle, found.name])}"
            expected = "a chain of scenarios that ends in one with a `model:`"
            self.problems.append(link.document.problem(steps, message, expected=expected))
            return None
        if len(below) > MAX_PARENTS:
            message = f"more than {MAX_PARENTS} parents"
            self.problems.append(link.document.problem(steps, message, expected="a shorter chain"))
            return None
        return self.link(found, below)


def _wanted(form: ScenarioForm) -> list[tuple[Steps, str]]:
    """List the files that a scenario extends, with the places where it says so."""
    if isinstance(form.extends, list):
        return [(("extends", place), name) for place, name in enumerate(form.extends) if name is not None]
    return [] if form.extends is None else [(("extends",), form.extends)]
