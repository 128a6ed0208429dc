"""The questions of a scenario: read, inherited, refused with what comes nearest; and those of a command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from simulate.commands.actions.until import outcome_of
from simulate.errors import CannotAnswer, InputError
from simulate.inputs.model_info import model_info
from simulate.inputs.resolve.asks import typed
from simulate.inputs.resolve.scenario import resolve
from simulate.running.identity import fingerprint
from simulate.scenario import Ask

HEAD = "extends: asiel.yaml\nlabel: {nl: Een vraag, en: A question}\n"


def _scenario(tmp_path: Path, asks: str) -> Path:
    path = tmp_path / "vraag.yaml"
    path.write_text(HEAD + asks, encoding="utf-8")
    return path


def test_one_question_or_several_with_parts_by_name(tmp_path: Path) -> None:
    one = resolve(_scenario(tmp_path, "asks: {outcome: noodopvang, on: 2027-07-01, at_most: 0}\n"))
    assert one.asks == (Ask(outcome="opvangplekken", entry="noodopvang", on=date(2027, 7, 1), at_most=0.0),)
    two = resolve(
        _scenario(tmp_path, "asks:\n  - {outcome: bezetting, in: 2028}\n  - {outcome: beslistijd, in: 2027}\n")
    )
    assert [ask.outcome for ask in two.asks] == ["bezetting", "beslistijd"]


def test_a_question_decides_no_number(tmp_path: Path) -> None:
    with_question = resolve(_scenario(tmp_path, "asks: {outcome: bezetting, in: 2028}\n"))
    assert fingerprint(with_question) == fingerprint(with_question.model_copy(update={"asks": ()}))


def test_a_child_asks_what_its_parent_asks_or_something_else(tmp_path: Path) -> None:
    _scenario(tmp_path, "asks: {outcome: bezetting, in: 2028}\n")
    child = tmp_path / "kind.yaml"
    child.write_text("extends: vraag.yaml\nlabel: {nl: Kind, en: Child}\n", encoding="utf-8")
    assert [ask.outcome for ask in resolve(child).asks] == ["bezetting"]
    child.write_text(child.read_text() + "asks: {outcome: beslistijd, in: 2028}\n", encoding="utf-8")
    assert [ask.outcome for ask in resolve(child).asks] == ["beslistijd"]


def test_an_outcome_of_a_part_is_told_to_be_one(tmp_path: Path) -> None:
    path = _scenario(tmp_path, "asks: {outcome: bezetting, in: 2028}\n")
    path.write_text(path.read_text(encoding="utf-8").replace("asiel.yaml", "nederland.yaml"), encoding="utf-8")
    with pytest.raises(InputError, match="an outcome of asiel, a part of nederland, and none of the whole"):
        resolve(path)
    with pytest.raises(InputError, match="an outcome of wonen, a part of nederland"):
        outcome_of("nederland", "in_aanbouw", ())


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        ("{outcome: bezeting, in: 2028}", "bezetting"),
        ("{outcome: bezetting}", "no time"),
        ("{outcome: bezetting, in: 2028, on: 2028-01-01}", "both given"),
        ("{outcome: bezetting, in: 2028, at_most: 1, at_least: 2}", "two limits"),
        ("{outcome: aandeel_statushouders_opvang, in: 2028, at_most: 40}", "0 to 1"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_place(tmp_path: Path, asks: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        resolve(_scenario(tmp_path, f"asks: {asks}\n"))
    assert said in str(refused.value)
    assert "vraag.yaml:3:" in str(refused.value)


def test_a_question_of_a_command_line() -> None:
    outcomes = model_info("asiel").outcomes
    assert typed("noodopvang@2027-07-01<=0", outcomes) == Ask(
        outcome="opvangplekken", entry="noodopvang", on=date(2027, 7, 1), at_most=0.0
    )
    assert typed("bezetting@2028", outcomes) == Ask(outcome="bezetting", year=2028)
    assert typed("bezetting@2028 >= 80_000", outcomes).at_least == 80_000


@pytest.mark.parametrize(
    "word", ["bezetting", "bezetting@", "bezetting@2028<", "bezetting@2027-13-01", "nodopvang@2027"]
)
def test_what_cannot_be_read_says_what_is_expected(word: str) -> None:
    with pytest.raises(CannotAnswer, match=r"expected|no year or date|did you mean"):
        typed(word, model_info("asiel").outcomes)


def test_a_bad_number_is_said_to_be_one() -> None:
    with pytest.raises(CannotAnswer, match=r"'1\.2\.3' is not a number"):
        typed("bezetting@2028<=1.2.3", model_info("asiel").outcomes)
