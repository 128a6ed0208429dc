"""Derivations are arithmetic, and come out at their values."""

from __future__ import annotations

from datetime import date

import pytest

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.paths import packaged, roots
from simulate.inputs.rules.derivation import CannotDerive, agrees, derivation_text, derived
from simulate.inputs.schema.forms import LabelForm, ParameterForm, ValueForm

DAY = date(2025, 6, 1)


def find(name: str) -> ParameterForm | None:
    """Return homes: 100 from 2020 and 120 from 2025 on; prospects by entry."""
    label = LabelForm(nl="x", en="x")
    if name == "stad.bouw.woningen":
        values = {date(2020, 1, 1): ValueForm(value=100.0), date(2025, 1, 1): ValueForm(value=120.0)}
        return ParameterForm(label=label, unit="woningen", role="observed", values=values)
    if name == "stad.bouw.kans":
        by_entry = {date(2020, 1, 1): ValueForm(value={"kansarm": 0.1, "overig": 0.4, "kansrijk": 0.9})}
        return ParameterForm(label=label, unit="kans", role="observed", axis="groep", values=by_entry)
    return None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("400_500 - 74_000", 326_500),
        ("-2 * (3 + 4) / 7", -2),
        ("4 ** 0.5", 2),
        ("mean(1, 2, 6) + median(1, 2, 6)", 5),
        ("rounded(-0.145, 0.05) + rounded(61, 5)", 59.85),
        ("stad.bouw.woningen / 2", 60),
        ("stad.bouw.woningen(2020) * 2", 200),
        ("stad.bouw.kans['kansrijk'] * 10", 9),
    ],
)
def test_a_derivation_is_computed(text: str, outcome: float) -> None:
    assert derived(text, DAY, find) == pytest.approx(outcome)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 / 0", "cannot be computed"),
        ("1 +", "cannot be computed"),
        ("__import__('os')", "no arithmetic|no year"),
        ("'a' * 9", "no arithmetic"),
        ("stad.bouw.huizen", "no parameter 'stad.bouw.huizen'"),
        ("stad.bouw.woningen(2019)", "no value on 2019-01-01"),
        ("stad.bouw.kans", "needs one of its entries"),
        ("stad.bouw.woningen['kansarm']", "has no entries"),
        ("[1, 2]", "no arithmetic"),
        ("9 ** 9 ** 9 ** 9", "cannot be computed"),
    ],
)
def test_what_cannot_be_computed_is_said(text: str, why: str) -> None:
    with pytest.raises(CannotDerive, match=why):
        derived(text, DAY, find)


@pytest.mark.parametrize(
    ("value", "outcome", "right"),
    [
        (18_500, 18_537, True),
        (18_500, 18_610, False),
        (0.33, 1 / 3, True),
        (0.33, 0.346, False),
        (2_500, 2_900, False),
        (136_000, 125_900, False),
        (460_000, 384_300, False),
        (0, 0.2, True),
        (0, 3, False),
    ],
)
def test_a_value_is_its_outcome_rounded(value: float, outcome: float, right: bool) -> None:
    assert agrees(value, outcome) is right


def test_the_text_shows_the_outcome() -> None:
    assert derivation_text("400_500 - 74_000", DAY, find) == "400_500 - 74_000 = 326,500"
    assert derivation_text(None, DAY, find) is None


def test_every_shipped_derivation_comes_out() -> None:
    """`simulate check` refuses one that does not; here they are counted, so that none is skipped."""
    library = Catalogue(roots(packaged().path / "scenarios")).library
    seen = 0
    for model in ("asiel", "gemeenten", "nederland", "wonen", "zorg"):
        for name, item in library.parameters(model).items.items():
            assert item.form is not None
            for day, value in item.form.values.items():
                if value.derivation is not None:
                    assert isinstance(value.value, float)
                    assert agrees(value.value, derived(value.derivation, day, library.parameter)), name
                    seen += 1
    assert seen >= 150
