"""A scenario file and its parents, up to the root that names the model."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from simulate.errors import InputError, Problem
from simulate.inputs.library import Library
from simulate.inputs.model_info import model_info, model_names
from simulate.inputs.paths import Roots, shown
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.resolve.scenario_rules import scenario_problems
from simulate.inputs.rules.validate import validate
from simulate.inputs.schema.forms import ScenarioForm
from simulate.inputs.yaml.document import Document, Mark
from simulate.inputs.yaml.reading import parse, read

SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
MAX_PARENTS = 20


@dataclass(frozen=True)
class Link:
    """One scenario file of a chain. `form` is whole only when the chain has no problems."""

    name: str
    path: Path
    document: Document
    form: ScenarioForm

    @property
    def layer(self) -> str:
        return f"scenario {self.name}"


@dataclass(frozen=True)
class Chain:
    """The files of a scenario, root first, and all that is wrong in them."""

    links: tuple[Link, ...]
    problems: tuple[Problem, ...]

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
        return list(dict.fromkeys(name for link in self.links for name in _names(link.document.data.get("measures"))))


def _names(measures: object) -> list[str]:
    entries = measures if isinstance(measures, list) else []
    return [
        name for entry in entries for name in (entry if isinstance(entry, dict) else [entry]) if isinstance(name, str)
    ]


def read_chain(path: Path, roots: Roots, library: Library, text: bytes | None = None) -> Chain:
    """Read the chain of the scenario in `path`; what cannot be read is among its problems.

    `text`: what would stand in that file, which then need not be there.
    """
    links: list[Link] = []
    problems: list[Problem] = []
    while True:
        try:
            link, found = _link(path, roots, library, text)
            text = None
        except InputError as error:
            problems.extend(error.problems)
            break
        problems.extend(found)
        if link is None:
            break
        links.insert(0, link)
        parent = _parent(link, roots, links, problems)
        if parent is None:
            break
        path = parent
    family = [link.document for link in links]
    chain = Chain(tuple(links), ())
    model = links[0].form.model if links else None
    for link in links:
        problems.extend(scenario_problems(link.form, link.document, family, library, model, chain.models))
    return replace(chain, problems=tuple(problems))


def _link(path: Path, roots: Roots, library: Library, text: bytes | None) -> tuple[Link | None, list[Problem]]:
    file, label = shown(path), roots.label(path)
    document = read(path, file=file, label=label) if text is None else parse(text, file, label)
    form, problems = validate(ScenarioForm, document, (), library)
    problems += document.problems
    if not SAFE_NAME.fullmatch(path.stem):
        message = f"'{path.stem[:80]}' cannot be the name of a scenario and of its result folder"
        expected = "small letters, digits, - and _ : asiel-mijn-plan.yaml"
        problems.append(document.problem_at(Mark(1, 1), message, expected))
    return (None if form is None else Link(path.stem, path, document, form)), problems


def _parent(link: Link, roots: Roots, links: list[Link], problems: list[Problem]) -> Path | None:
    """Find the file that `extends` names: beside the scenario, in the project, in the package."""
    wanted = link.form.extends
    if wanted is None:
        return None
    beside = link.path.parent / wanted
    found = beside if beside.is_file() else roots.scenario(wanted)
    if found is None:
        names = [path.name for path in roots.scenarios()]
        expected, hint = (listed(names) if names else "the name of a scenario file"), did_you_mean(wanted, names)
        message = f"there is no scenario file '{wanted}'"
        problems.append(link.document.problem(("extends",), message, expected=expected, hint=hint))
        return None
    line = [other.path.resolve() for other in links]
    if found.resolve() in line:
        circle = [other.path.name for other in reversed(links[: line.index(found.resolve()) + 1])]
        message = f"circular: {' → '.join([*circle, found.name])}"
        expected = "a chain of scenarios that ends in one with a `model:`"
        problems.append(link.document.problem(("extends",), message, expected=expected))
        return None
    if len(links) > MAX_PARENTS:
        message = f"more than {MAX_PARENTS} parents"
        problems.append(link.document.problem(("extends",), message, expected="a shorter chain"))
        return None
    return found
