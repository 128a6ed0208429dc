"""From a form that refuses to problems with a place: pydantic says what, the document says where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from simulate.errors import Problem
from simulate.inputs.problems import COMMA, did_you_mean, listed
from simulate.inputs.schema.fields import Known, short
from simulate.inputs.schema.forms import FORMS, Form
from simulate.inputs.yaml.document import Document, Steps

F = TypeVar("F", bound=Form)


def validate(form: type[F], document: Document, steps: Steps, known: Known) -> tuple[F | None, list[Problem]]:
    """Validate the data at `steps` by a form; return the form and all problems of the data.

    When something is wrong, the form has None where a field or an entry of a list could not be used (None altogether
    for no mapping), so that what remains can still be validated by `rules`; it must not be used for anything else.
    """
    data = document.data
    for step in steps:
        data = data[step]
    # Judging may read other files, to know what names there are, and so come back here.
    around, known.validated = known.validated, {}
    problems: list[Problem] = []
    validated: F | None = None
    try:
        validated = form.model_validate(data, context=known)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = _once([_problem(document, steps, detail, data, known.validated) for detail in details])
        bad = {_located(document, steps, detail["loc"])[len(steps) :] for detail in details}
        validated = _remains(form, data, bad, known)
    finally:
        known.validated = around
    places = {(problem.line, problem.column) for problem in problems}
    return validated, problems + [
        empty for empty in _empty(document, steps, data) if (empty.line, empty.column) not in places
    ]


def _empty(document: Document, steps: Steps, data: Any) -> Iterator[Problem]:
    """Yield the problems of keys without a value.

    Only a measure in a list may stand alone, with or without its colon.
    """
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inside:
        if value is None and not (len(steps) == 2 and steps[0] == "measures"):
            message = f"nothing is given for '{short(str(step))}'"
            yield document.problem((*steps, step), message, expected="a value, or the key left out")
        yield from _empty(document, (*steps, step), value)


def _once(problems: list[Problem]) -> list[Problem]:
    """Remove the problems of keys that are missing only because they are misspelt in the same mapping."""
    misspelt = {(p.expected, p.hint.split("'")[1]) for p in problems if p.hint and p.hint.startswith("did you mean '")}
    return [p for p in problems if (p.expected, p.message.removesuffix("' is missing")[1:]) not in misspelt]


def _located(document: Document, steps: Steps, loc: tuple[int | str, ...]) -> Steps:
    """Return the deepest place of an error that is in the text; pydantic's path also has tags of unions in it."""
    for step in loc:
        if (*steps, step) in document.values:
            steps = (*steps, step)
    return steps


def _problem(document: Document, steps: Steps, detail: ErrorDetails, data: Any, validated: dict[int, Any]) -> Problem:
    loc, kind = detail["loc"], detail["type"]
    place = _located(document, steps, loc)
    on_key = kind == "extra_forbidden" or (bool(loc) and loc[-1] == "[key]")
    if kind == "missing":
        wanted, known = str(loc[-1]), _form_at(data, place, steps, validated)
        return document.problem(place, f"'{wanted}' is missing", key=True, expected=_keys(known))
    if kind == "extra_forbidden":
        return _unknown_key(document, place, _form_at(data, place[:-1], steps, validated))
    if kind == "union_tag_invalid" and (*place, "dist") in document.values:
        place = (*place, "dist")
    message, expected, hint = _wording(detail)
    return document.problem(place, message, key=on_key, expected=expected, hint=hint)


def _form_at(data: Any, place: Steps, start: Steps, validated: dict[int, Any]) -> type[Form] | None:
    """Return the form that validated the mapping at `place`; None when none did."""
    for step in place[len(start) :]:
        data = data[step]
    return validated.get(id(data))


def _unknown_key(document: Document, place: Steps, form: type[Form] | None) -> Problem:
    key = str(place[-1])
    known = known_keys(form) if form else []
    hint = did_you_mean(key, known)
    if hint is None and re.fullmatch(r"[0-9]{3}", key):
        hint = "write thousands with underscores: 45_000"
    elif hint is None and re.fullmatch(r"[0-9]+", key):
        hint = "write decimals with a point: 0.95"
    elif " " in key:
        hint = COMMA
    if hint is None:
        homes = [other.belongs for other in FORMS if other is not form and key in known_keys(other)]
        hint = f"'{key}' belongs in {' or '.join(dict.fromkeys(homes))}" if homes else None
    unknown = f"unknown key '{short(key)}' in {form.belongs}" if form else f"unknown key '{short(key)}'"
    return document.problem(place, unknown, key=True, expected=_keys(form), hint=hint)


def known_keys(form: type[Form]) -> list[str]:
    """List the keys a mapping of this form may have, as they are written."""
    return [info.alias or name for name, info in form.model_fields.items()]


def _keys(form: type[Form] | None) -> str | None:
    if form is None:
        return None
    required = [info.alias or name for name, info in form.model_fields.items() if info.is_required()]
    others = [key for key in known_keys(form) if key not in required]
    if required and others:
        return f"{', '.join(required)} and perhaps {', '.join(others)}"
    return ", ".join(required or others)


def _wording(detail: ErrorDetails) -> tuple[str, str | None, str | None]:
    """Translate what pydantic found into our words: message, expectation, hint."""
    kind, given, about = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "wrong":
        return str(about["message"]), about["expected"], about["hint"]
    if kind == "union_tag_invalid" and str(about["tag"]).startswith("<"):
        shapes = re.findall(r"<(\w+)>", str(about["expected_tags"]))
        return f"{_said(given)} is not accepted here", " or ".join(_SHAPES[shape] for shape in shapes), None
    if kind in ("literal_error", "union_tag_invalid"):
        known = re.findall(r"'([^']+)'", str(about.get("expected", "")) + str(about.get("expected_tags", "")))
        word = about["tag"] if kind == "union_tag_invalid" else given
        return f"{_said(word)} is not accepted here", listed(known), did_you_mean(str(word), known)
    if kind == "union_tag_not_found":
        discriminator = str(about.get("discriminator", "")).strip("'")
        if discriminator == "dist":
            return "'dist' is missing", "`dist:` normal, lognormal, logitnormal, uniform or triangular", None
        return f"{_said(given)} is not accepted here", "a word or a mapping with keys", None
    expected = _EXPECTED.get(kind)
    if expected is not None:
        return f"{_said(given)} is not {expected.split(',')[0]}", expected, None
    if kind in ("too_short", "too_long"):
        return f"{detail['msg'][0].lower()}{detail['msg'][1:]}", None, None
    limits = {"greater_than_equal": "at least {}", "less_than_equal": "at most {}", "less_than": "less than {}"}
    if kind in limits:
        bound = about.get("ge", about.get("le", about.get("lt")))
        return f"{_said(given)} is not possible here", limits[kind].format(f"{bound:g}"), None
    return f"{_said(given)} is not accepted here", detail["msg"][0].lower() + detail["msg"][1:], None


_SHAPES = {
    "word": "a word",
    "number": "a number",
    "list": "a list",
    "mapping": "a mapping",
    "value": "a mapping with `value:`",
    "entries": "a number for every entry",
    "dated": "values by date",
}
"""The words for a `shape` of the forms."""
_EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "float_type": "a number",
    "finite_number": "a finite number",
    "dict_type": "a mapping, lines of `key: value`",
    "model_type": "a mapping, lines of `key: value`",
    "model_attributes_type": "a mapping, lines of `key: value`",
    "list_type": "a list, lines that begin with `- `",
}


def _said(given: Any) -> str:
    """Describe a value as a reader of the file would name it."""
    if given is None:
        return "nothing"
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, dict):
        return "a mapping"
    if isinstance(given, list):
        return "a list"
    return f"'{short(str(given))}'"


def _remains(form: type[F], data: Any, bad: set[Steps], known: Known) -> F | None:
    """Return what can still be used of a refused form: its sound fields, and the sound entries of its mappings."""
    if not isinstance(data, dict):
        return None
    bad_fields = {place[0] for place in bad if len(place) == 1}
    fields: dict[str, Any] = {}
    for name, info in form.model_fields.items():
        key = info.alias or name
        fields[name] = None
        if key in data and key not in bad_fields:
            inside = {place[1] for place in bad if len(place) > 1 and place[0] == key}
            fields[name] = _sound(TypeAdapter(info.rebuild_annotation()), data[key], inside, known)
        elif key not in data and not info.is_required():
            fields[name] = info.get_default()
    return cast(F, form.model_construct(**fields))


def _sound(adapter: TypeAdapter[Any], data: Any, bad: set[str | int], known: Known) -> Any:
    """Return the sound entries of a field: a mapping without the others, a list with None in their places."""
    try:
        if isinstance(data, dict):
            return adapter.validate_python({key: data[key] for key in data if key not in bad}, context=known)
        if isinstance(data, list):
            kept = [entry for number, entry in enumerate(data) if number not in bad]
            sound = iter(adapter.validate_python(kept, context=known))
            return [None if number in bad else next(sound) for number in range(len(data))]
        return adapter.validate_python(data, context=known)
    except ValidationError:
        return None
