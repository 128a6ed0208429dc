"""Say a sentence of the program in the language that was asked, where it is printed.

A sentence is found by its template: the English words with `{}` where a name, a number or another sentence stands.
What stands there is looked up as well, so that a reason inside a refusal is Dutch too. A sentence without a template
stays as it is; a test sees to it that the program has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from simulate.dutch.catalogue import dutch
from simulate.errors import InputError, Problem
from simulate.vocabulary import Language

FEW = 8
"""Signs of a template that begins with `{}` below which it says little: `{} and {}` fits what is no sentence at all."""


def translate(text: str, language: Language) -> str:
    """Return a sentence, or lines of them, in the language; what is not in the catalogue stays as it is."""
    return text if language == "en" else _dutch(text) or text


def translate_error(error: Exception, language: Language) -> str:
    """Return what an error says: of an InputError every problem with its place, its line and what was expected."""
    if language == "en" or not isinstance(error, InputError):
        return translate(str(error), language)
    count = len(error.problems)
    return "\n".join([*map(_problem, error.problems), translate("1 error" if count == 1 else f"{count} errors", "nl")])


def _problem(problem: Problem) -> str:
    place = translate(problem.file, "nl") + problem.place.removeprefix(problem.file)
    parts = [f"{place}: {translate(problem.message, 'nl')}", *problem.excerpt()]
    parts += [f"    verwacht: {translate(problem.expected, 'nl')}"] if problem.expected else []
    parts += [f"    {translate(problem.hint, 'nl')}"] if problem.hint else []
    return "\n".join(parts)


class _Captured(str):
    """What stands at a `{}`. As `{0:n}` it is a number, in which comma and point change places."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return self.translate(str.maketrans(",.", ".,")) if form == "n" else str(self)


def _dutch(text: str) -> str | None:
    """Translate a sentence, else the lines that can be; None when nothing is known of it."""
    if text in dutch():
        return dutch()[text]
    for template, pattern in _fitting(text):
        found = pattern.fullmatch(text)
        inside = [_dutch(part) for part in found.groups()] if found else []
        if found is not None and (not _vague(template) or _sure(found.groups(), inside)):
            pairs = zip(found.groups(), inside, strict=True)
            return dutch()[template].format(*(_Captured(new or old) for old, new in pairs))
    lines = text.splitlines()
    told = [_dutch(line.strip()) for line in lines] if len(lines) > 1 else []
    if not any(told):
        return None
    return "\n".join(
        line if new is None else line.replace(line.strip(), new) for line, new in zip(lines, told, strict=True)
    )


def _sure(inside: tuple[str, ...], told: list[str | None]) -> bool:
    """Tell whether a template of few words fits: something inside is a sentence too, or all of it are single words."""
    return any(told) or all(" " not in part for part in inside)


def _fitting(text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the templates whose ends are those of a text, the one that says most first."""
    for template, parts in _templates():
        if text.startswith(parts[0]) and text.endswith(parts[-1]) and all(part in text for part in parts):
            yield template, _pattern(template)


@cache
def _templates() -> list[tuple[str, list[str]]]:
    """List the templates with something to fill in, with their fixed parts, longest first."""
    found = [(template, template.split("{}")) for template in dutch() if "{}" in template]
    return sorted(found, key=lambda one: -_signs(one[0]))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(part) for part in template.split("{}")), re.DOTALL)


def _vague(template: str) -> bool:
    return template.startswith("{}") and _signs(template) < FEW


def _signs(template: str) -> int:
    return sum(not sign.isspace() for part in template.split("{}") for sign in part)
