"""A scenario that builds on several others: what these say differently it has to say itself.

Only what stands in one line of parents and not in the other can differ: what both have from one file is one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from simulate.errors import Problem
from simulate.inputs.resolve.link import Link
from simulate.inputs.resolve.relative import Relative
from simulate.inputs.resolve.scenario_rules import dated, places_of_measures
from simulate.inputs.schema.forms import ScenarioForm, TimingForm, ValueForm
from simulate.inputs.yaml.document import Steps

ALWAYS = date.min
"""Stands for a value without a date, which holds on all of them."""
FIELDS = ("start", "as_of", "draws", "seed", "uncertainty", "given", "against", "parts")


@dataclass(frozen=True)
class Word:
    """What a file says of something, and where. Two words differ where `said` does."""

    link: Link
    steps: Steps
    said: Any

    @property
    def place(self) -> str:
        return f"{self.link.document.file}:{self.link.document.mark(self.steps, key=True).line}"


def parents_problems(link: Link) -> list[Problem]:
    """Return the problems of a scenario whose parents do not agree, each with the two lines that say so."""
    problems: list[Problem] = []
    for (_, a), (place, b) in combinations(enumerate(link.parents), 2):
        steps: Steps = ("extends", place)
        if a.path == b.path:
            problems.append(
                link.document.problem(steps, f"'{b.path.name}' is taken twice", expected="each parent once")
            )
        elif a.line[0].form.model != b.line[0].form.model:
            models = f"{a.path.name} is of the model {a.line[0].form.model}, {b.path.name} of {b.line[0].form.model}"
            problems.append(link.document.problem(steps, models, expected="parents of one model"))
        else:
            mine, theirs = _apart(a, b)
            for name, first, second in _differences(link.form, mine, theirs):
                message = f"{first.place} and {second.place} do not say the same of '{name}'"
                problems.append(link.document.problem(steps, message, expected=f"'{name}' in this scenario as well"))
    return problems


def joined(link: Link, parameter: str) -> list[tuple[Link, date | None]]:
    """Return which file says last what a parameter is from each date, where several parents of `link` say it.

    Empty where one of them does at most, or where they change it: then what stands below is as it should be. So is what
    stands in files that all of them build on.
    """
    lines = [{one.path for one in parent.line} for parent in link.parents if words_of(parent.line, parameter)]
    shared = set.intersection(*lines) if lines else set()
    own = {one.path: (one, words_of([one], parameter)) for one in link.line[:-1] if one.path not in shared}
    said = [(one, words) for one, words in own.values() if words]
    if len(said) < 2 or any(isinstance(word.said, Relative) for _, words in said for word in words.values()):
        return []
    # What a file below another says from a date on stands for all that the other says from then.
    lasting = [
        (one, day)
        for one, words in said
        for day in words
        if not any(one is not below and one in below.line and min(later) <= day for below, later in said)
    ]
    if len({one.path for one, _ in lasting}) < 2:
        return []
    return [(one, None if day == ALWAYS else day) for one, day in sorted(lasting, key=lambda found: found[1])]


def words_of(links: Iterable[Link], parameter: str) -> dict[date, Word]:
    """Return the last word of files, parents first, on a parameter from each date."""
    words: dict[date, Word] = {}
    for link in links:
        override = (link.form.parameters or {}).get(parameter)
        found = {} if override is None else dict(_dated_words(link, parameter, override))
        if found and not any(isinstance(word.said, Relative) for word in found.values()):
            first = min(found)
            words = {day: word for day, word in words.items() if day < first}
        words |= found
    return words


def _dated_words(link: Link, parameter: str, override: object) -> Iterator[tuple[date, Word]]:
    for steps, amount, form in dated(override, ("parameters", parameter)):
        day = date.fromisoformat(str(steps[2])) if len(steps) > 2 and str(steps[2])[:1].isdigit() else ALWAYS
        spread = form.uncertainty if isinstance(form, ValueForm) else None
        yield day, Word(link, steps, amount if isinstance(amount, Relative) else (amount, spread))


def _apart(a: Link, b: Link) -> tuple[list[Link], list[Link]]:
    """Return the files of each line that the other does not have."""
    shared: set[Path] = {link.path for link in a.line} & {link.path for link in b.line}
    mine, theirs = ([link for link in one.line if link.path not in shared] for one in (a, b))
    return mine, theirs


def _differences(child: ScenarioForm, a: Sequence[Link], b: Sequence[Link]) -> Iterator[tuple[str, Word, Word]]:
    """Yield what two lines say differently and the child does not say: its name, and where each says it."""
    yield from _parameters(child, a, b)
    for name in FIELDS:
        if getattr(child, name) is None:
            yield from _differing(name, _field(a, name), _field(b, name))
    if child.months is None and child.years is None:
        yield from _differing("years", _horizon(a), _horizon(b))
    for name in _both(a, b, "targets"):
        if name not in (child.targets or {}):
            yield from _differing(name, *(_last(links, ("targets", name)) for links in (a, b)))
    own = {name: timing or TimingForm() for _, name, timing in places_of_measures(child)}
    timings = [_timings(links) for links in (a, b)]
    for name, key in timings[0].keys() & timings[1].keys():
        if name not in own or key not in own[name].model_fields_set:
            yield from _differing(name, timings[0][name, key], timings[1][name, key])


def _differing(name: str, a: Word | None, b: Word | None) -> Iterator[tuple[str, Word, Word]]:
    if a is not None and b is not None and a.said != b.said:
        yield name, a, b


def _parameters(child: ScenarioForm, a: Sequence[Link], b: Sequence[Link]) -> Iterator[tuple[str, Word, Word]]:
    for name in _both(a, b, "parameters"):
        mine, theirs = words_of(a, name), words_of(b, name)
        own = words_of([_alone(child, a[0])], name)
        since = min((day for day, word in own.items() if not isinstance(word.said, Relative)), default=date.max)
        found = next((pair for day, *pair in _clashes(mine, theirs) if day < since), None)
        if found is not None:
            yield name, found[0], found[1]


def _alone(form: ScenarioForm, like: Link) -> Link:
    """Return the form of a child as a file without parents; only what it says is asked of it."""
    return Link(like.name, like.path, like.document, form)


def _clashes(a: dict[date, Word], b: dict[date, Word]) -> Iterator[tuple[date, Word, Word]]:
    """Yield where two words cannot both hold, with the date: on one date, or one of them on all dates."""
    for day, mine in a.items():
        for other, theirs in b.items():
            changes = isinstance(mine.said, Relative) or isinstance(theirs.said, Relative)
            meets = day == other or ALWAYS in (day, other)
            if changes or (meets and mine.said != theirs.said):
                yield max(day, other), mine, theirs


def _both(a: Sequence[Link], b: Sequence[Link], field: str) -> list[str]:
    """List the names that a mapping of both lines has."""
    names = [{name for link in links for name in getattr(link.form, field) or {}} for links in (a, b)]
    return sorted(names[0] & names[1])


def _last(links: Sequence[Link], steps: tuple[str, str]) -> Word | None:
    field, name = steps
    return next((Word(link, steps, found[name]) for link in reversed(links)
                 if name in (found := getattr(link.form, field) or {})), None)  # fmt: skip


def _field(links: Sequence[Link], name: str) -> Word | None:
    """Return the last word of a line on one of the fields of a scenario; None where it says nothing."""
    return next(
        (
            Word(link, (name,), getattr(link.form, name))
            for link in reversed(links)
            if getattr(link.form, name) is not None
        ),
        None,
    )


def _horizon(links: Sequence[Link]) -> Word | None:
    for link in reversed(links):
        if link.form.months or link.form.years:
            key = "months" if link.form.months else "years"
            return Word(link, (key,), link.form.months or 12 * (link.form.years or 0))
    return None


def _timings(links: Sequence[Link]) -> dict[tuple[str, str], Word]:
    """Return what a line says of the timing of measures, by measure and field."""
    return {
        (name, key): Word(link, steps, getattr(timing, key))
        for link in links
        for steps, name, timing in places_of_measures(link.form)
        if timing is not None
        for key in timing.model_fields_set
    }
