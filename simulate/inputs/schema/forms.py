"""What the YAML files look like: one form for each kind of thing, strict, and the source of the JSON Schemas.

Forms judge what can be judged where it stands (words, numbers, dates, names). What needs two things at once, such as
a value inside its distribution, is judged in `rules`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core.core_schema import ValidationInfo

from simulate.inputs.schema.fields import (
    Address,
    Amount,
    AxisName,
    DateGrounds,
    Day,
    FileName,
    Grain,
    Line,
    MeasureName,
    Name,
    Number,
    ParameterName,
    Percent,
    SourceRef,
    Text,
    UnitName,
    VariedName,
    Year,
    shape,
    wrong,
)
from simulate.inputs.whole import MAX_DRAWS, MAX_SEED
from simulate.scenario import Direction, Role, Status
from simulate.vocabulary import Label, Wording, marked


class Form(BaseModel):
    """A mapping with known keys. `belongs` says in messages where these keys are at home."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=False)
    belongs: ClassVar[str] = "another file"

    @model_validator(mode="before")
    @classmethod
    def _remember(cls, data: Any, info: ValidationInfo) -> Any:
        """Note which form judged this mapping, so that a message can name the keys it knows."""
        if info.context is not None and isinstance(data, dict):
            info.context.validated[id(data)] = cls
        return data


class LabelForm(Form):
    """A name in both languages; in one alone it stands, marked, for the other."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})
    belongs = "a label"
    nl: Line | None = None
    en: Line | None = None

    @model_validator(mode="after")
    def _in_a_language(self) -> LabelForm:
        if self.nl is None and self.en is None:
            wrong("the label has no text", "`nl:` and `en:`, or one of them")
        return self

    def to_label(self) -> Label:
        """Return the label as scenarios and runs have it: a language that is not given has the other, marked."""
        return Label(self.nl or marked(self.en, "en"), self.en or marked(self.nl, "nl"))


WordingForm = Annotated[Annotated[Text, Tag("<word>")] | Annotated[LabelForm, Tag("<mapping>")], Discriminator(shape)]
"""A reason or a note: English words, or words in both languages."""


def to_wording(said: str | LabelForm | None) -> Wording | None:
    """Return a reason or a note as scenarios and runs have it."""
    return said.to_label() if isinstance(said, LabelForm) else said


_NO_NUMBERS = ("dist", "source", "reason")


class _Spread(Form):
    belongs = "an uncertainty"
    source: SourceRef | None = None
    reason: WordingForm | None = None

    def given(self) -> dict[str, Amount]:
        """Return the numbers that were given, by the name that they have in the YAML."""
        fields = {name: getattr(self, name) for name in type(self).model_fields if name not in _NO_NUMBERS}
        return {name: value for name, value in fields.items() if value is not None}


class Percentiles(_Spread):
    """One in ten is below p10, one in ten above p90.

    `yearly`: on every 1 January after the first year so much is added, with this standard deviation: to the value, to
    its logarithm (lognormal) or to its log odds (logitnormal). `persistence`: how much of that is left a year later;
    without it all of it, a random walk.
    """

    dist: Literal["normal", "lognormal", "logitnormal"]
    p10: Amount
    p90: Amount
    yearly: Annotated[Number, Field(gt=0, le=1e9)] | None = None
    persistence: Annotated[Number, Field(gt=0, le=1)] | None = None


class Uniform(_Spread):
    """Everything between min and max is as likely."""

    dist: Literal["uniform"]
    min: Amount
    max: Amount


class Triangular(_Spread):
    """Between min and max, most likely at mode."""

    dist: Literal["triangular"]
    min: Amount
    mode: Amount
    max: Amount


Spread = Percentiles | Uniform | Triangular
Uncertainty = Annotated[
    Annotated[Literal["none"], Tag("<word>")]
    | Annotated[Annotated[Spread, Field(discriminator="dist")], Tag("<mapping>")],
    Discriminator(shape),
]


class ValueForm(Form):
    """A value from its date on, with where it comes from.

    `derivation`: the arithmetic of its reason, which has to come out at the value: `400_500 - 74_000`.
    """

    belongs = "a dated value"
    value: Amount
    published: Day | None = None
    source: SourceRef | None = None
    role: Role | None = None
    reason: WordingForm | None = None
    derivation: Text | None = None
    uncertainty: Uncertainty | None = None
    note: WordingForm | None = None


class BoundsForm(Form):
    """The lowest and the highest value that can be computed with, both included; one left out is that of the unit."""

    belongs = "the bounds of a parameter"
    min: Number | None = None
    max: Number | None = None


class ParameterForm(Form):
    """One figure of the world: its unit, its dated values, their uncertainty and their sources.

    `lag`: months after its date at which a value was known, where it does not say when it was `published`. `bounds`:
    where not every value of the unit can be computed with. `adds_up_to`: of shares of a whole by entry, 1. `at_start`:
    a run reads it on its first day only, so that no later value or measure can change anything. `switch`: the parameter
    without which it counts for nothing.
    """

    belongs = "a parameter"
    label: LabelForm
    unit: UnitName
    role: Role
    axis: AxisName | None = None
    bounds: BoundsForm | None = None
    adds_up_to: Annotated[Number, Field(gt=0)] | None = None
    at_start: bool = False
    switch: Text | None = None
    values: Annotated[dict[Day, ValueForm], Field(min_length=1)]
    lag: Annotated[int, Field(ge=0, le=120)] | None = None
    uncertainty: Uncertainty | None = None
    reason: WordingForm | None = None
    note: WordingForm | None = None


class SourceForm(Form):
    """A publication figures come from. `lines` is the length of the text of a programme document.

    `licence`: on what terms others may use it; `read`: the day on which its figures were read.
    """

    belongs = "the register of sources (bronnen.yaml)"
    title: Line
    publisher: Line
    date: Grain
    kind: Literal["programme", "dataset", "press", "report", "law", "study"]
    lines: Annotated[int, Field(ge=1)] | None = None
    url: Address | None = None
    licence: Line | None = None
    read: Day | None = None
    note: WordingForm | None = None


class DateRuleForm(Form):
    """A rule for dates that no document gives: ours, stated once, and named by every measure that follows it."""

    belongs = "the register of rules for dates (dateringsregels.yaml)"
    nl: Text
    en: Text

    def to_label(self) -> Label:
        """Return the rule as scenarios and runs have it."""
        return Label(self.nl, self.en)


class SynonymForm(Form):
    """Words that people search with, in both languages, and the names that they mean.

    A name is that of an outcome, an entry of an axis (`opvangplekken[noodopvang]` or `noodopvang`), a parameter, a
    measure or a scenario.
    """

    belongs = "the register of synonyms (synoniemen.yaml)"
    nl: Annotated[list[Text], Field(min_length=1)]
    en: Annotated[list[Text], Field(min_length=1)]
    names: Annotated[list[Text], Field(min_length=1)]


class LeverForm(Form):
    """A parameter that the page offers as a lever, from `min` to `max` in steps, and why this one."""

    belongs = "a lever"
    parameter: ParameterName
    min: Number
    max: Number
    step: Annotated[Number, Field(gt=0)]
    reason: WordingForm


MOST_LEVERS = 8


class LeversForm(Form):
    """The levers of a model: so few that they fit on a screen, and each has a reason to be there."""

    belongs = "the register of levers (schuiven.yaml)"
    levers: Annotated[list[LeverForm], Field(min_length=1, max_length=MOST_LEVERS)]


class LegalStatusForm(Form):
    """How far a measure has come, and since when."""

    belongs = "a legal status"
    status: Status
    date: Day


class ConditionForm(Form):
    """A state of the chain, judged on the last closed month: exactly one of above, below and falling."""

    belongs = "a condition (while)"
    model: Name | None = None
    outcome: Name
    above: Number | None = None
    below: Number | None = None
    falling: Annotated[int, Field(ge=1, le=600)] | None = None


class ChanceForm(Form):
    """The chance that a measure comes at all."""

    belongs = "a probability"
    value: Annotated[Number, Field(ge=0, le=1)]
    reason: WordingForm | None = None
    source: SourceRef | None = None


Chance = Annotated[
    Annotated[Annotated[Number, Field(ge=0, le=1)], Tag("<number>")] | Annotated[ChanceForm, Tag("<mapping>")],
    Discriminator(shape),
]


class EffectForm(Form):
    """What a measure does to one parameter: exactly one of set, add and multiply."""

    belongs = "an effect of a measure"
    parameter: ParameterName
    set: Amount | None = None
    add: Amount | None = None
    multiply: Amount | None = None
    role: Role
    source: SourceRef | None = None
    reason: WordingForm | None = None
    derivation: Text | None = None
    uncertainty: Uncertainty | None = None
    note: WordingForm | None = None


Conditions = Annotated[
    Annotated[ConditionForm, Tag("<mapping>")]
    | Annotated[Annotated[list[ConditionForm], Field(min_length=1)], Tag("<list>")],
    Discriminator(shape),
]


class DatesForm(Form):
    """Where each date of a measure comes from: lines that hold it, or a rule of dateringsregels.yaml, which is ours."""

    belongs = "the grounds of dates (dates)"
    start: DateGrounds | None = Field(default=None, alias="from")
    until: DateGrounds | None = None
    phase_in: DateGrounds | None = None

    def given(self) -> dict[str, str]:
        """Return the grounds that are given, by the name that the date has in the YAML."""
        named = {"from": self.start, "until": self.until, "phase_in": self.phase_in}
        return {name: grounds for name, grounds in named.items() if grounds is not None}


class ExpectationForm(Form):
    """Which way an outcome goes by a measure as a document says; without a source it is the measure's own.

    `note`: what a reader has to know of how the document says it, a sentence.
    """

    belongs = "what a measure is expected to do (expects)"
    goes: Direction
    source: SourceRef | None = None
    note: LabelForm | None = None


Expected = Annotated[
    Annotated[Direction, Tag("<word>")] | Annotated[ExpectationForm, Tag("<mapping>")],
    Discriminator(shape),
]


class MeasureForm(Form):
    """A dated change of parameters, as a programme describes it.

    `expects`: outcomes or parts of them (`opvangplekken[noodopvang]`), and which way a document says that each goes.
    `dates`: what of its dates is the document's.
    """

    belongs = "a measure"
    label: LabelForm
    source: SourceRef
    legal_status: LegalStatusForm
    start: Day = Field(alias="from")
    until: Day | None = None
    phase_in: Annotated[int, Field(ge=0, le=600)] = 0
    dates: DatesForm | None = None
    delay: Uncertainty | None = None
    probability: Chance | None = None
    conditions: Conditions | None = Field(default=None, alias="while")
    effects: Annotated[list[EffectForm], Field(min_length=1)]
    expects: dict[Text, Expected] | None = None
    note: WordingForm | None = None


class TimingForm(Form):
    """What a scenario may say about a measure it takes."""

    belongs = "a measure in a scenario"
    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    phase_in: Annotated[int, Field(ge=0, le=600)] | None = None
    delay: Uncertainty | None = None
    probability: Chance | None = None


Taken = Annotated[
    Annotated[MeasureName, Tag("<word>")]
    | Annotated[Annotated[dict[MeasureName, TimingForm | None], Field(min_length=1, max_length=1)], Tag("<mapping>")],
    Discriminator(shape),
]


class ChangeForm(Form):
    """What is done to the value that a parameter would otherwise have: exactly one of add and multiply.

    Entries of the axis that are not named stay what they are.
    """

    belongs = "a change of a parameter"
    add: Amount | None = None
    multiply: Amount | None = None
    source: SourceRef | None = None
    role: Role | None = None
    reason: Text | None = None
    note: Text | None = None


def _override_shape(data: Any) -> str:
    """Return the tag of a direct override.

    It is a number, a value with its uncertainty, a change, numbers or changes by entry, or any of these by date.
    """
    if not isinstance(data, dict):
        return "<percent>" if _like_a_change(data) else "<number>"
    if "value" in data:
        return "<value>"
    if {"add", "multiply"} & data.keys():
        return "<change>"
    if any(str(key)[:1].isdigit() for key in data):
        return "<dated>"
    return "<percents>" if any(map(_like_a_change, data.values())) else "<entries>"


def _like_a_change(data: Any) -> bool:
    """Return whether it is a text with a sign before it or a percent sign behind it."""
    return isinstance(data, str) and (data[:1] in "+-\N{MINUS SIGN}" or data.endswith("%")) and len(data) > 1


_Once = (
    Annotated[Number, Tag("<number>")]
    | Annotated[ValueForm, Tag("<value>")]
    | Annotated[Percent, Tag("<percent>")]
    | Annotated[ChangeForm, Tag("<change>")]
    | Annotated[dict[str, Number], Tag("<entries>")]
    | Annotated[dict[str, Percent], Tag("<percents>")]
)
Once = Annotated[_Once, Discriminator(_override_shape)]
Override = Annotated[
    _Once | Annotated[Annotated[dict[Day, Once], Field(min_length=1)], Tag("<dated>")],
    Discriminator(_override_shape),
]


Years = Annotated[
    Annotated[Year, Tag("<number>")] | Annotated[Annotated[list[Year], Field(min_length=1)], Tag("<list>")],
    Discriminator(lambda data: "<list>" if isinstance(data, list) else "<number>"),
]


class TargetForm(Form):
    """A goal for an outcome: at_least or at_most so much in a calendar year, `by` a year or `in` each of some years.

    `outcome` may name a part: `opvangplekken[noodopvang]`, or `noodopvang` where that says enough.
    """

    belongs = "a target"
    label: LabelForm
    outcome: Text
    entry: Text | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    by: Year | None = None
    within: Years | None = Field(default=None, alias="in")
    source: SourceRef | None = None
    reason: WordingForm | None = None
    note: WordingForm | None = None


Goal = Annotated[
    Annotated[Literal["none"], Tag("<word>")] | Annotated[TargetForm, Tag("<mapping>")],
    Discriminator(shape),
]
"""A target, or the word none where a target of the parent is left out."""


class AskForm(Form):
    """A question: a part of an outcome, `in` a calendar year or `on` a day, and a limit if there is one."""

    belongs = "a question"
    outcome: Text
    on: Day | None = None
    within: Year | None = Field(default=None, alias="in")
    at_least: Number | None = None
    at_most: Number | None = None
    text: LabelForm | None = None


Asked = Annotated[
    Annotated[AskForm, Tag("<mapping>")] | Annotated[Annotated[list[AskForm], Field(min_length=1)], Tag("<list>")],
    Discriminator(lambda data: "<list>" if isinstance(data, list) else "<mapping>"),
]


def _variant_shape(data: Any) -> str:
    """Return the tag of one choice of a grid: whether a measure is taken, or since when; else that of an override."""
    if isinstance(data, bool):
        return "<truth>"
    return "<day>" if isinstance(data, str) and data[:4].isdigit() and "-" in data else _override_shape(data)


Variant = Annotated[
    Annotated[bool, Tag("<truth>")]
    | Annotated[Day, Tag("<day>")]
    | _Once
    | Annotated[Annotated[dict[Day, Once], Field(min_length=1)], Tag("<dated>")],
    Discriminator(_variant_shape),
]
"""One choice: of a parameter a value or a change; of a measure true, false, or the date from which it is taken."""
Variants = Annotated[dict[VariedName, Annotated[list[Variant], Field(min_length=1)]], Field(min_length=1)]

Parents = Annotated[
    Annotated[FileName, Tag("<word>")] | Annotated[Annotated[list[FileName], Field(min_length=1)], Tag("<list>")],
    Discriminator(shape),
]
"""The scenario that is built on, or several: what these say differently the child says itself."""


class ScenarioForm(Form):
    """A question to a model: a baseline or parents, measures, a horizon, draws and a seed.

    `as_of`: nothing that was published later is used, but for the parameters in `given`; `against`: the series that a
    backtest holds it against; `parts`: the models that a composite runs together; `variants`: choices of parameters and
    measures by name, of which `simulate variants` runs every combination.
    """

    belongs = "a scenario"
    model: Name | None = None
    parts: Annotated[list[Name], Field(min_length=1)] | None = None
    extends: Parents | None = None
    label: LabelForm
    question: LabelForm | None = None
    asks: Asked | None = None
    start: Day | None = None
    as_of: Day | None = None
    given: list[ParameterName] | None = None
    against: list[Name] | None = None
    years: Annotated[int, Field(ge=1, le=100)] | None = None
    months: Annotated[int, Field(ge=1, le=1200)] | None = None
    draws: Annotated[int, Field(ge=1, le=MAX_DRAWS)] | None = None
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] | None = None
    uncertainty: bool | None = None
    measures: list[Taken] | None = None
    parameters: dict[ParameterName, Override] | None = None
    targets: dict[Name, Goal] | None = None
    variants: Variants | None = None
    note: WordingForm | None = None


FORMS: tuple[type[Form], ...] = (
    ParameterForm,
    BoundsForm,
    ValueForm,
    ChangeForm,
    Percentiles,
    Uniform,
    Triangular,
    SourceForm,
    DateRuleForm,
    SynonymForm,
    LeverForm,
    LeversForm,
    MeasureForm,
    DatesForm,
    EffectForm,
    ConditionForm,
    LegalStatusForm,
    ExpectationForm,
    TimingForm,
    ChanceForm,
    TargetForm,
    AskForm,
    ScenarioForm,
    LabelForm,
)
