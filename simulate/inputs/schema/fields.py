"""The words and numbers of the YAML files: dates, names, units, sources. Each is judged where it stands.

A validator finds what is known (sources, parameters, measures) in the context of the validation; without a context,
as in an editor's schema, only the shape is judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NoReturn, Protocol

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, GetJsonSchemaHandler, Tag, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.written import NUMBER, Miswritten, day, not_a_number, number, year
from simulate.plain_text import STRANGE
from simulate.vocabulary import AXES, UNITS


class Known(Protocol):
    """What names there are, for validators. None where that cannot be known (the file that says so is broken)."""

    validated: dict[int, Any]

    def source_lines(self, key: str) -> int | None: ...
    def source_keys(self) -> Collection[str] | None: ...
    def parameter_names(self, model: str) -> Collection[str] | None: ...
    def measure_names(self) -> Collection[str] | None: ...
    def date_rules(self) -> Collection[str] | None: ...


def wrong(message: str, expected: str | None = None, hint: str | None = None) -> NoReturn:
    """End a validation with a message of our own."""
    raise PydanticCustomError("wrong", "{message}", {"message": message, "expected": expected, "hint": hint})


def shape(data: Any) -> str:
    """Return the tag of a value that may be short or long, for the discriminator of its union: what it looks like."""
    if isinstance(data, dict):
        return "<mapping>"
    if isinstance(data, list):
        return "<list>"
    return "<number>" if isinstance(data, int | float) else "<word>"


def _amount_shape(data: Any) -> str:
    return "<entries>" if isinstance(data, dict) else "<number>"


def _number(data: Any) -> Any:
    if isinstance(data, str):
        told(not_a_number(data))
    if data is None or isinstance(data, bool | dict | list):
        name = "nothing" if data is None else {bool: "true or false", dict: "a mapping", list: "a list"}[type(data)]
        wrong(f"{name} is not a number", NUMBER)
    return float(data)


def told(error: Miswritten) -> NoReturn:
    """End a validation with what the reader of numbers and dates has to say."""
    wrong(str(error), error.expected, error.hint)


def _percent(data: Any) -> str:
    if not isinstance(data, str):
        wrong(f"'{short(str(data))}' is no change", CHANGE_EXPECTED)
    text = data.strip().replace("\N{MINUS SIGN}", "-")
    if re.fullmatch(r"[-+]?\s*[0-9][0-9_]*,[0-9]+\s*%", text):
        wrong(f"'{short(data)}' is no change", CHANGE_EXPECTED, "write decimals with a point: '+2.5 %'")
    if re.fullmatch(r"[0-9][0-9_]*(\.[0-9]+)?\s*%", text):
        share = float(text.removesuffix("%")) / 100
        wrong(f"'{data}' does not say whether it is more or less", f"'+{data}' or '-{data}', or the share {share:g}")
    if re.fullmatch(r"[-+]\s*[0-9][0-9_]*(\.[0-9]+)?", text):
        plain = text.replace(" ", "").removeprefix("+")
        wrong(f"'{data}' can be a value or a change", f"{plain} for that value, {{add: {plain}}} for so much more")
    if not PERCENT.fullmatch(text):
        wrong(f"'{short(data)}' is no change", CHANGE_EXPECTED)
    try:
        share = percent_of(text)
    except Miswritten as error:
        told(error)
    if share < -100:
        wrong(f"'{data}' is more than all of it", "at least '-100 %'")
    return data


CHANGE_EXPECTED = "'+20 %' or '-10 %', {add: -6} or {multiply: 1.2}"
PERCENT = re.compile(r"[-+]\s*[0-9][0-9_]*(\.[0-9]+)?\s*%")
"""A change by a share of what a value would otherwise be."""


def percent_of(text: str) -> float:
    """Return the number of a change that `PERCENT` matches: -10 for `-10 %`. Miswritten where it is in doubt."""
    return number(re.sub(r"[\s%]", "", text.replace("\N{MINUS SIGN}", "-")))


Percent = Annotated[
    str,
    BeforeValidator(_percent),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^[-+]\s*[0-9][0-9_]*(\.[0-9]+)?\s*%$",
            "description": "So much more or less than it would otherwise be: '+20 %'.",
        }
    ),
]
_NUMBER_SCHEMA = WithJsonSchema(
    {
        # Editors follow YAML 1.2, in which 53_400 is a word.
        "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[-+]?[0-9][0-9_]*(\.[0-9_]+)?$"}],
        "description": "A number, such as 53_400 or 0.95.",
    }
)
Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False), _NUMBER_SCHEMA]
Amount = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[Annotated[dict[str, Number], Field(min_length=1)], Tag("<entries>")],
    Discriminator(_amount_shape),
]
"""One number, or a number for every entry of the parameter's axis."""


def _day(data: Any) -> date:
    if isinstance(data, date):
        return data
    try:
        return day(str(data))
    except Miswritten as error:
        told(error)


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "Such as 2025-01-01."}),
]


def _year(data: Any) -> int:
    try:
        return year("true or false" if isinstance(data, bool) else str(data))
    except Miswritten as error:
        told(error)


Year = Annotated[int, BeforeValidator(_year)]


def _grain(data: Any) -> str:
    text = str(data)
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        wrong(f"'{short(text)}' is not a date", "a day, month or year: 2024-09-13, 2024-09 or 2024")
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        wrong(f"{text} does not exist in the calendar", "a day, month or year: 2024-09-13, 2024-09 or 2024")
    return text


Grain = Annotated[
    str,
    BeforeValidator(_grain),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}, {"type": "integer"}],
            "description": "A day, month or year: 2024-09-13, 2024-09 or 2024.",
        }
    ),
]
"""A date as exact as it is known."""


def _text(data: str) -> str:
    if not data.strip():
        wrong("an empty text", "some words")
    strange = STRANGE.search(data)
    if strange is not None:
        # No file for Word, Excel or figures can hold it, and some turn what is read around.
        sign = strange[0]
        what = "a control character" if unicodedata.category(sign) == "Cc" else "a character that no reader can show"
        wrong(f"a text with {what} in it (U+{ord(sign):04X})", "words, without \\a, \\x01 and such")
    return data.strip()


Text = Annotated[str, AfterValidator(_text)]
Line = Annotated[Text, AfterValidator(lambda text: " ".join(text.split()))]
"""A text on one line: what names something, wherever that stands."""


def _address(data: str) -> str:
    if not re.match(r"https?://", data):
        wrong(f"'{short(data)}' is not an address on the web", "an address that begins with https:// or http://")
    return data


Address = Annotated[Line, AfterValidator(_address)]


def _name(data: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", data):
        wrong(f"'{short(data)}' cannot be a name", "small letters, digits and _: eerste_aanvragen")
    return data


Name = Annotated[str, AfterValidator(_name)]


def among(word: str, known: Collection[str], what: str, *, show: bool = True) -> str:
    """Return `word` itself when it is known; else end the validation with the nearest name."""
    if word not in known:
        names = list(known)
        expected = listed(names) if show and names else None
        wrong(f"there is no {what} '{short(word)}'", expected, did_you_mean(word, names))
    return word


@dataclass(frozen=True, eq=False)
class _Offered:
    """What an editor offers: the names that there are when the schema is made, those of other packages among them."""

    names: Collection[str]
    what: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"enum": list(self.names), "description": self.what}


UnitName = Annotated[
    str,
    AfterValidator(lambda word: among(word, UNITS, "unit")),
    _Offered(UNITS, "A unit of the vocabulary."),
]
AxisName = Annotated[
    str,
    AfterValidator(lambda word: among(word, AXES, "axis")),
    _Offered(AXES, "An axis of the vocabulary."),
]


def _source(data: str, info: ValidationInfo) -> str:
    matched = re.fullmatch(r"([a-z0-9][a-z0-9._-]*)(?::([0-9]+)(?:-([0-9]+))?)?", data)
    if matched is None:
        wrong(f"'{short(data)}' cannot be a source", "a key of bronnen.yaml, with lines: vng-2024:1490-1491")
    key, first, last = matched.groups()
    known: Known | None = info.context
    keys = known.source_keys() if known else None
    if known is None or keys is None:
        return data
    if key not in keys:
        wrong(
            f"there is no source '{key}' in bronnen.yaml", "a key of parameters/bronnen.yaml", did_you_mean(key, keys)
        )
    length = known.source_lines(key)
    if length is None and first is not None:
        wrong(f"the source '{key}' has no lines", f"'{key}' (only programme documents have lines)")
    if length is not None:
        _lines_within(key, first, last, length)
    return data


def _lines_within(key: str, first: str | None, last: str | None, length: int) -> None:
    if first is None:
        wrong(f"the source '{key}' needs its lines", f"'{key}:1' up to '{key}:{length}', or a range of lines")
    start, end = int(first[:9]), int((last or first)[:9])
    if start < 1 or end < start or end > length:
        shown = f"{start}-{end}" if last else f"{start}"
        wrong(f"lines {shown} are not in '{key}'", f"lines from 1 to {length}, in order")


SourceRef = Annotated[
    str,
    AfterValidator(_source),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9._-]*(:[0-9]+(-[0-9]+)?)?$",
            "description": "A key of bronnen.yaml; for a programme document with its lines: vng-2024:1490-1491.",
        }
    ),
]


def _grounds(data: str, info: ValidationInfo) -> str:
    known: Known | None = info.context
    rules, keys = (known.date_rules(), known.source_keys()) if known else (None, None)
    if rules is None or keys is None or data in rules:
        return data
    if data.partition(":")[0] in keys:
        return _source(data, info)
    expected = "a rule of parameters/dateringsregels.yaml, or a source with the lines that hold the date"
    wrong(f"'{short(data)}' is no rule for dates and no source", expected, did_you_mean(data, [*rules, *keys]))


DateGrounds = Annotated[
    str,
    AfterValidator(_grounds),
    WithJsonSchema({"type": "string", "description": "A rule of dateringsregels.yaml, or a source with lines."}),
]


def _parameter(data: str, info: ValidationInfo) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){2}", data):
        wrong(f"'{short(data)}' cannot be a parameter", "model.file.parameter: asiel.nareis.inwilligingskans")
    known: Known | None = info.context
    names = known.parameter_names(data.split(".")[0]) if known else None
    return data if names is None else among(data, names, "parameter", show=False)


ParameterName = Annotated[
    str,
    AfterValidator(_parameter),
    WithJsonSchema({"type": "string", "description": "model.file.parameter, such as asiel.nareis.inwilligingskans."}),
]


def _measure(data: str, info: ValidationInfo) -> str:
    known: Known | None = info.context
    names = known.measure_names() if known else None
    return _name(data) if names is None else among(data, names, "measure")


MeasureName = Annotated[str, AfterValidator(_measure)]


def _varied(data: str, info: ValidationInfo) -> str:
    return _parameter(data, info) if "." in data else _measure(data, info)


VariedName = Annotated[
    str,
    AfterValidator(_varied),
    WithJsonSchema({"type": "string", "description": "A parameter (model.file.parameter) or a measure."}),
]


def _file_name(data: str) -> str:
    if not re.fullmatch(r"[^\0\n]{1,400}\.ya?ml", data):
        wrong(f"'{short(data)}' cannot be a scenario file", "the name of a file: asiel.yaml")
    return data


FileName = Annotated[str, AfterValidator(_file_name)]


def short(text: str) -> str:
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= 60 else f"{text[:57]}…"
