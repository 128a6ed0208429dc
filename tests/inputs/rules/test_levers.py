"""The levers of the page: a register that `simulate check` checks, at most eight a model, each with a reason."""

from __future__ import annotations

import pytest
from proef import Project

from simulate.inputs.checking import check
from simulate.inputs.library import Library
from simulate.inputs.model_info import model_names
from simulate.inputs.paths import packaged, roots
from simulate.inputs.schema.forms import MOST_LEVERS

ONE = """\
proef:
  levers:
    - {{parameter: {parameter}, min: {low}, max: {high}, step: {step}, reason: {{nl: Daarom, en: Because}}}}
"""


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"parameter": "proef.instroom.onbekend"}, "there is no parameter 'proef.instroom.onbekend'"),
        (
            {"parameter": "proef.instroom.kans"},
            "'proef.instroom.kans' cannot be a lever: it has several numbers, or is read on the first day only",
        ),
        ({"high": "10"}, "10 is not above 20000"),
        ({"low": "-5"}, "-5 is not possible in EUR/persoon/jaar"),
        ({"step": "90_000"}, "one step of 90000 is more than the whole lever"),
    ],
)
def test_a_lever_that_cannot_move_is_an_error(project: Project, changed: dict[str, str], message: str) -> None:
    values = {"parameter": "proef.instroom.kosten", "low": "20_000", "high": "40_000", "step": "500"} | changed
    project.write("parameters/schuiven.yaml", ONE.format(**values))
    assert message in [one.message for one in check(["parameters/schuiven.yaml"]).problems]


def test_a_lever_that_can_is_read(project: Project) -> None:
    text = ONE.format(parameter="proef.instroom.kosten", low="20_000", high="40_000", step="500")
    project.write("parameters/schuiven.yaml", text)
    assert check().problems == ()


def test_every_model_that_is_shipped_has_levers_with_a_reason_in_both_languages() -> None:
    shelf, *_ = Library(roots(packaged().path / "parameters" / "schuiven.yaml")).levers
    assert shelf.problems == []
    shipped = {"asiel", "wonen", "zorg", "gemeenten", "nederland"}
    assert shipped <= set(shelf.items) <= set(model_names())
    for item in shelf.items.values():
        assert item.form is not None
        assert 1 <= len(item.form.levers) <= MOST_LEVERS
        assert all(one.reason.nl and one.reason.en for one in item.form.levers)
