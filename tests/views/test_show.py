"""`simulate show` of a scenario: its targets, and when and with what chance its measures come."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from simulate.commands.door import main


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


def shown(name: str, language: str = "en") -> list[str]:
    """The lines of the card, with single spaces."""
    done = CliRunner().invoke(main, ["show", name, "--language", language])
    assert done.exit_code == 0, done.output
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def line(lines: list[str], name: str) -> str:
    return next(line for line in lines if line.startswith(f"{name} "))


def test_the_targets_in_the_language() -> None:
    english, dutch = shown("wonen"), shown("wonen", "nl")
    assert line(english, "nieuwbouw_100_000").startswith(
        "nieuwbouw_100_000 100,000 homes completed in a year at least 100,000 homes by 2029 Regeerprogramma"
    )
    assert line(english, "nieuwbouw_100_000").endswith("; The programme names no year in which it is to be reached.")
    said = line(dutch, "nieuwbouw_100_000")
    assert "minstens 100.000 woningen uiterlijk in 2029" in said
    assert "regels 145-146: “prioriteiten van dit kabinet. Samen willen we 100.000” [regeerprogramma-2024]" in said


def test_a_share_is_told_in_per_cent_and_an_assumption_as_one() -> None:
    assert "at most 20 % by 2030 assumption; The norm itself" in line(shown("zorg"), "treeknorm_poli")
    assert "in 2027, 2028, 2029, 2030" in line(shown("asiel"), "iedereen_een_plek")


def test_a_child_has_the_targets_of_its_parent() -> None:
    assert line(shown("asiel-voorrangsverbod"), "iedereen_een_plek")


def test_the_chance_and_delay_of_a_measure_as_this_scenario_takes_it() -> None:
    as_written = line(shown("asiel-regeerprogramma"), "spreidingswet_intrekken")
    assert as_written.endswith("2026-07-01 uniform: min 0, max 18 months 35 % asiel-regeerprogramma")
    # This scenario says that it comes, and in time.
    certain = line(shown("asiel-spreidingswet-ingetrokken"), "spreidingswet_intrekken")
    assert certain.endswith("2026-07-01 asiel-spreidingswet-ingetrokken")


def test_a_measure_says_why_it_may_be_late_or_not_come() -> None:
    card = shown("spreidingswet_intrekken", "nl")
    assert line(card, "Vertraging").startswith(
        "Vertraging overal even waarschijnlijk: laagste 0, hoogste 18 maanden (The end of the current cycle"
    )
    assert line(card, "Kans").startswith("Kans 35 % (Both chambers must agree")
