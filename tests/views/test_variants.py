"""The table of variants answers what the scenario asks, beside what differs most."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulate.commands.door import main

ASKING = """\
extends: gemeenten.yaml
label: {nl: Jeugd, en: Youth}
years: 2
draws: 4
asks: {outcome: jeugd_taakstelling_gehaald, in: 2027}
measures: [jeugd_besparing]
variants:
  gemeenten.jeugd.realisatie: [0.1]
"""


def test_what_is_asked_about_is_in_the_table_and_the_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("scenarios", "parameters"):
        (tmp_path / folder).mkdir()
    (tmp_path / "scenarios" / "jeugd.yaml").write_text(ASKING)
    monkeypatch.chdir(tmp_path)
    words = ("variants", "jeugd", "--workers", "1", "--no-figures")
    done = CliRunner().invoke(main, words, env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    assert "Saving on youth care that is met" in " ".join(done.stdout.split())
    table = tmp_path / "results" / "variants" / "jeugd" / "variants.csv"
    told = {row["outcome"] for row in csv.DictReader(table.open(encoding="utf-8"))}
    assert {"jeugd_taakstelling_gehaald", "ruimte", "reserves"} <= told
