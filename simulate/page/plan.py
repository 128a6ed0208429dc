"""From a wish to scenarios: the YAML that `simulate run` would take, its problems beside the fields, and the base.

Nothing is written: the text is read as if it stood beside the scenario that it extends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from simulate.errors import InputError, Problem
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.parts import NoPart, part_of
from simulate.inputs.remarks import remarks
from simulate.inputs.resolve.chain import read_chain
from simulate.inputs.resolve.scenario import assembled, problems_of
from simulate.page.wish import MOST_VARIANTS, Changes, MeasureWish, ParameterWish, Wish
from simulate.scenario import Scenario
from simulate.vocabulary import Label

DRAWS = 4000
"""With how many draws a preview ends, and with how many what is kept is run."""
MOST_BASES = 8
"""Scenarios that are kept as they are resolved, each of at most a few megabytes."""
MOST_PLANS = MOST_VARIANTS + 1
"""Plans that are kept: those of one screen."""
TIMING = {"zeker": ", delay: none, probability: 1", "uit": ", probability: 0", "verwacht": ""}
NAMES = "abcd"


@dataclass(frozen=True)
class Refusal:
    """A problem, and the field of the page that it belongs to: a measure, a parameter, or nothing."""

    problem: Problem
    field: str = ""


@dataclass(frozen=True)
class Plan:
    """A wish as scenarios: the base, and what is changed of it."""

    text: str
    """The YAML of the changed scenario."""
    base: Scenario
    scenario: Scenario
    """The base itself where nothing is changed."""
    said: tuple[Label, ...] = ()
    """What is to be said of values that are right."""


class Refused(InputError):
    """The wish is no scenario: the problems of `simulate check`, each with its field."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__([one.problem for one in refusals])
        self.refusals = tuple(refusals)


@dataclass
class Desk:
    """The project that is open: its files are read once, and again when one of them has changed."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    _stamp: tuple[tuple[str, int, int], ...] = ()
    _bases: dict[str, Scenario] = field(default_factory=dict)
    _plans: dict[tuple[object, ...], Plan] = field(default_factory=dict)

    def fresh(self) -> Catalogue:
        """Return the catalogue; a new one when a file has come, gone or changed."""
        stamp = tuple(_stamps(self.catalogue))
        if stamp != self._stamp:
            self.catalogue = Catalogue(self.catalogue.roots, self.catalogue.loose)
            self._stamp = stamp
            self._bases.clear()
            self._plans.clear()
        return self.catalogue

    def path(self, name: str) -> Path | None:
        """Return the file of a scenario by its name; None where there is none of that name."""
        found = self.catalogue.roots.scenario(name)
        return found or next((path for path in self.catalogue.loose if path.name == name), None)

    def base(self, name: str) -> Scenario:
        """Resolve a scenario as it stands in its file. InputError with all that is wrong with it."""
        self.fresh()
        if name not in self._bases:
            path = self.path(name)
            if path is None:
                raise InputError([Problem(name, 0, 1, f"there is no scenario file '{name}'")])
            while len(self._bases) >= MOST_BASES:
                del self._bases[next(iter(self._bases))]
            self._bases[name] = self._resolved(path, None)
        return self._bases[name]

    def plan(self, wish: Wish, changes: Changes | None = None, name: str = "") -> Plan:
        """Make the scenarios of a wish, or of other `changes` of its scenario. Refused where they are none."""
        changes = wish.changes if changes is None else changes
        base = self.base(wish.scenario)
        # What is checked is asked for a moment later.
        key = (wish.scenario, changes, wish.outcome, wish.year, name)
        found = self._plans.pop(key, None) or self._planned(wish, changes, name, base)
        self._plans[key] = found
        while len(self._plans) > MOST_PLANS:
            del self._plans[next(iter(self._plans))]
        return found

    def _planned(self, wish: Wish, changes: Changes, name: str, base: Scenario) -> Plan:
        path = self.path(wish.scenario)
        assert path is not None
        written = Written(wish, changes, base, name or f"{path.stem}-wat-als"[:80])
        if not changes:
            return Plan(written.text, base, base)
        scenario = self._resolved(path.with_name(f"{written.name}.yaml"), written)
        return Plan(written.text, base, scenario, tuple(remarks(scenario)))

    def _resolved(self, path: Path, written: Written | None) -> Scenario:
        library = self.catalogue.library
        text = None if written is None else written.text.encode()
        chain = read_chain(path, self.catalogue.roots, library, text)
        found = problems_of(chain, library)
        try:
            if found:
                raise InputError(found)
            return assembled(chain, library)
        except InputError as error:
            if written is None:
                raise
            raise Refused([Refusal(one, written.field_of(one)) for one in error.problems]) from None


def _stamps(catalogue: Catalogue) -> Iterator[tuple[str, int, int]]:
    """Yield every file that a scenario can be made of, with what tells that it has changed."""
    patterns = (
        "parameters/*.yaml",
        "parameters/*/*.yaml",
        "scenarios/*.yaml",
        "scenarios/*/*.yaml",
        "calibration/*.yaml",
    )
    files = [path for root in catalogue.roots for pattern in patterns for path in root.files(pattern)]
    for path in (*files, *catalogue.loose):
        try:
            found = path.stat()
        except OSError:
            continue
        yield str(path), found.st_mtime_ns, found.st_size


@dataclass(frozen=True)
class Written:
    """The text of a changed scenario, and which field of the page each of its lines is."""

    wish: Wish
    changes: Changes
    base: Scenario
    name: str

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line, _ in self._lines)

    def field_of(self, problem: Problem) -> str:
        """Return the field that a problem belongs to; empty for one of another file."""
        if Path(problem.file).name != f"{self.name}.yaml" or not 0 < problem.line <= len(self._lines):
            return ""
        return self._lines[problem.line - 1][1]

    @cached_property
    def _lines(self) -> list[tuple[str, str]]:
        return list(self._made())

    def _made(self) -> Iterator[tuple[str, str]]:
        yield f"extends: {self.wish.scenario}", "scenario"
        nl, en = (self._label(language) for language in ("nl", "en"))
        yield f"label: {{nl: {_quoted(nl)}, en: {_quoted(en)}}}", ""
        if ask := self._ask():
            yield f"asks: {ask}", "outcome"
        if self.changes.measures:
            yield "measures:", ""
            for measure in self.changes.measures:
                yield f"  - {_measure(measure)}", measure.name
        if self.changes.parameters:
            yield "parameters:", ""
            for name in dict.fromkeys(one.name for one in self.changes.parameters):
                values = [one for one in self.changes.parameters if one.name == name]
                yield f"  {name}: {_values(values)}", name

    def _label(self, language: str) -> str:
        """Write what is changed as a label: `Asielketen: wat als?` would not tell two plans apart."""
        dutch = language == "nl"
        count = len(self.changes.measures) + len({one.name for one in self.changes.parameters})
        made = (
            f"{count} {'veranderingen' if dutch else 'changes'}"
            if count != 1
            else ("1 verandering" if dutch else "1 change")
        )
        own = self.base.label.in_("nl" if dutch else "en")
        return f"{own} – {made}"[:160]

    def _ask(self) -> str:
        """Write the question of the page, where it is one that the model can answer; else those of the base hold."""
        from simulate.inputs.model_info import model_info

        if not self.wish.outcome or self.wish.year is None:
            return ""
        try:
            part = part_of(self.wish.outcome, model_info(self.base.model).outcomes)
        except NoPart:
            return ""
        return f'[{{outcome: "{part}", in: {self.wish.year}}}]'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _measure(wish: MeasureWish) -> str:
    since = f", from: {wish.since.isoformat()}" if wish.since else ""
    timing = f"{since}{TIMING[wish.how]}".removeprefix(", ")
    return f"{wish.name}: {{{timing}}}" if timing else wish.name


def _values(wishes: Sequence[ParameterWish]) -> str:
    if len(wishes) == 1 and wishes[0].since is None:
        return _amount(wishes[0].value)
    dated = [one for one in wishes if one.since is not None]
    return "{" + ", ".join(f"{one.since}: {_amount(one.value)}" for one in dated) + "}"


def _amount(text: str) -> str:
    """Write a number as it is; a change, `+20%` or `+6`, as a text or a mapping that says so."""
    if text.endswith("%"):
        return f'"{text if text[0] in "+-" else "+" + text}"'
    if text[0] == "+":
        return f"{{add: {text[1:]}}}"
    return text
