"""The page of the backtests: its texts are those of the committed page, and a model without any has a page as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.build.model_texts import MODELS as TEXTS
from docs.build.model_texts import ModelTexts
from docs.build.validation_figure import draw
from docs.build.validation_overview import ALL, TITLE, overview
from docs.build.validation_page import CLOSING, render
from simulate.backtesting.evaluating import Evaluation, evaluate
from simulate.backtesting.windows import models_with_a_past, windows
from simulate.calibrating.calibration import CHECKED
from simulate.calibrating.scoring import dataset
from simulate.running.blocks import run_block

PAGE = Path(__file__).parents[2] / "docs" / "validation.md"


@pytest.fixture(scope="module")
def evaluations() -> list[Evaluation]:
    """The shortest window of wonen."""
    scenario = windows("wonen", draws=CHECKED)[2]
    return list(evaluate(dataset(scenario, run_block(scenario, 0)), scenario))


def test_the_texts_of_the_committed_page_are_up_to_date() -> None:
    """All but what the runs give."""
    committed = re.sub(
        rf"{re.escape(TITLE)}\n.*?(?=^## )", "", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    scenarios = [scenario for model in models_with_a_past() for scenario in windows(model, draws=CHECKED)]
    head, *_ = render([], scenarios, {}, {}).partition("## `")
    assert committed.startswith(head)
    assert committed.endswith(CLOSING.read_text(encoding="utf-8"))
    for model in models_with_a_past():
        texts = ModelTexts(model)
        assert texts.lessons in committed
        assert all(texts.window(scenario.name) in committed for scenario in windows(model))


@pytest.mark.parametrize("model", models_with_a_past())
def test_every_window_has_a_lesson_and_there_is_no_lesson_of_another(model: str) -> None:
    names = {path.stem for path in (TEXTS / model).glob("*.md")} - {"lessons"}
    assert names == {scenario.name for scenario in windows(model)}


def test_a_window_is_on_the_page_as_committed(evaluations: list[Evaluation]) -> None:
    scenario = evaluations[0].scenario
    _, _, section = render(evaluations, [scenario], {}, {}).partition("### As of")
    section, _, _ = section.partition("\n\n## ")
    assert section.strip() in PAGE.read_text(encoding="utf-8")


def test_a_model_without_texts_has_its_scores_and_its_figure(
    evaluations: list[Evaluation], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docs.build.model_texts.MODELS", tmp_path)
    text = render(evaluations, [evaluations[0].scenario], {}, {})
    assert "| nieuwbouw_1990 |" in text
    assert "\n\n\n\n" not in text
    assert ModelTexts("wonen").columns(one.series.name for one in evaluations) == (
        ("nieuwbouw_1990",),
        ("pijplijn_1990",),
    )
    assert draw("wonen", evaluations, tmp_path / "figures" / "toets.png").stat().st_size > 10_000


def test_the_head_pools_windows_by_what_was_counted(evaluations: list[Evaluation]) -> None:
    """Twice the same windows: twice the counts, and the same shares and skills."""
    once, twice = (
        [line.split(" | ") for line in overview(some).splitlines() if line.startswith("| wonen")]
        for some in (evaluations, [*evaluations, *evaluations])
    )
    assert [row[1] for row in once][-1] == ALL
    for one, two in zip(once, twice, strict=True):
        assert int(two[3]) == 2 * int(one[3])
        assert one[4:] == two[4:]
    # Of one series the pooled skill is its own.
    own = evaluations[0].baselines[0].skill
    assert own is not None
    assert float(once[0][7].replace("−", "-")) == pytest.approx(own.value, abs=0.005)
