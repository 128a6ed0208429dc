"""The bijsluiter that goes into a report is the one on the page of the model."""

from pathlib import Path

import pytest

from simulate import models

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", models.MODELS)
def test_the_page_of_the_model_says_what_its_reports_say(name: str) -> None:
    page = " ".join((DOCS / f"{name}.md").read_text(encoding="utf-8").translate(str.maketrans("", "", "*`")).split())
    bijsluiter = models.model(name).bijsluiter
    assert len(bijsluiter) >= 4
    for lead, text in bijsluiter:
        said = text.en if lead.en == "Limits." else f"{lead.en}{'' if text.en.startswith(',') else ' '}{text.en}"
        assert said in page
        assert text.nl != text.en
