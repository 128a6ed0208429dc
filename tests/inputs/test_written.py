"""A number or a date means the same wherever it is typed, or is refused everywhere with what to write."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner
from proef import Project, problems

from simulate.commands.door import main
from simulate.errors import CannotAnswer
from simulate.inputs.checking import check
from simulate.inputs.model_info import model_info
from simulate.inputs.resolve.asks import typed
from simulate.inputs.resolve.scenario import resolve
from simulate.inputs.written import Miswritten, day, number, whole, year

RIGHT = [
    ("1_000", 1000),
    ("1e3", 1000),
    ("+12.5", 12.5),
    ("-6", -6),
    ("0.95", 0.95),
    ("1.2345", 1.2345),
    ("0.125", 0.125),
]
WRONG = [
    ("12.000", "can be read as 12 or as 12_000", "12_000 for thousands, or 12"),
    ("12,5", "is not a number", "write decimals with a point: 12.5"),
    ("1.234.567", "is not a number", "write thousands with underscores: 1_234_567"),
    ("12 000", "is not a number", "write thousands with underscores: 12_000"),
    ("12'000", "is not a number", "write thousands with underscores: 12_000"),
    ("1__0", "is not a number", "write one underscore at a time: 1_0"),
    ("1_", "is not a number", "write one underscore at a time: 1"),
    ("\uff11\uff12", "is not a number", "write it with plain digits: 12"),
    ("\u22126", "is not a number", "write it with plain digits: -6"),
    ("inf", "is not a number", "cannot be computed with"),
    (".inf", "is not a number", "cannot be computed with"),
    ("nan", "is not a number", "cannot be computed with"),
    ("1e400", "is too large", "a finite number"),
    ("0x10", "is not a number", "such as 53_400"),
    ("007", "is not a number", "such as 53_400"),
    (".5", "is not a number", "such as 53_400"),
    ("5%", "is not a number", "write a share between 0 and 1"),
]
DAYS = [
    ("2027-1-1", "is not a date", "write it as 2027-01-01"),
    ("1-2-2027", "is not a date", "write it as 2027-02-01"),
    ("20270101", "is not a date", "such as 2025-01-01"),
    ("2027-W01-1", "is not a date", "such as 2025-01-01"),
    ("\uff12\uff10\uff12\uff17-01-01", "is not a date", "write it as 2027-01-01"),
    ("2027-02-30", "does not exist in the calendar", "such as 2025-01-01"),
    ("1900-01-01", "the year 1900 is not possible", "1945 to 2150"),
    ("2200-01-01", "the year 2200 is not possible", "1945 to 2150"),
]


@pytest.mark.parametrize(("word", "value"), RIGHT)
def test_a_number_is_itself(word: str, value: float) -> None:
    assert number(word) == value


@pytest.mark.parametrize(("word", "said", "instead"), WRONG)
def test_what_is_no_number_is_refused_with_what_to_write(word: str, said: str, instead: str) -> None:
    with pytest.raises(Miswritten) as caught:
        number(word)
    assert said in str(caught.value)
    assert instead in f"{caught.value.expected} {caught.value.hint}"


CHANGES = ("\u22126", "5%")
"""What is no number and is taken for a change of what the value would otherwise be, or for a miswritten one."""


@pytest.mark.parametrize(("word", "said", "instead"), [one for one in WRONG if one[0] not in CHANGES])
def test_a_file_and_the_command_line_refuse_the_same(project: Project, word: str, said: str, instead: str) -> None:
    (typed_one, *_) = problems(lambda: resolve("basis.yaml", {"proef.instroom.kosten": word}))
    project.change("scenarios/plan.yaml", "{2026-01-01: 45_000, 2027-01-01: 40_000}", f"{word} # typed")
    in_file = next(problem for problem in check(["plan.yaml"]).problems if problem.file == "scenarios/plan.yaml")
    for told in (typed_one, in_file):
        if "," in word and told is typed_one:
            assert told.hint == instead  # a comma parts values there
        elif word == "1e400":
            assert "finite number" in str(told.expected)
        else:
            assert said in told.message, told
            assert instead in f"{told.expected} {told.hint}", told


@pytest.mark.parametrize("word", ["45.115", "-1.234", "999.999"])
def test_three_decimals_of_what_is_counted_whole_may_be_thousands(project: Project, word: str) -> None:
    positive = word.lstrip("-")
    (told,) = problems(lambda: resolve("basis.yaml", {"proef.instroom.aanvragen": positive}))
    assert f"or as {positive.replace('.', '_')}" in told.message
    project.change("scenarios/plan.yaml", "{2026-01-01: 45_000, 2027-01-01: 40_000}", positive)
    assert [told.message] == [problem.message for problem in check(["plan.yaml"]).problems]
    assert number(word) == float(word)  # of a share or a factor there is no doubt


@pytest.mark.parametrize(("word", "said", "instead"), DAYS)
def test_a_date_is_read_alike_everywhere(project: Project, word: str, said: str, instead: str) -> None:
    with pytest.raises(Miswritten, match=said) as caught:
        day(word)
    assert instead in f"{caught.value.expected} {caught.value.hint}"
    (told,) = problems(lambda: resolve("basis.yaml", {"proef.instroom.kosten": f"{word}:5"}))
    assert said in told.message
    project.change("scenarios/plan.yaml", "from: 2025-09-01", f"from: {word}")
    assert any(said in problem.message for problem in check(["plan.yaml"]).problems)
    option = CliRunner().invoke(main, ["backtest", "asiel", "--as-of", word])
    assert option.exit_code == 2
    assert said in " ".join(option.output.split())


def test_dates_years_and_whole_numbers() -> None:
    assert day("2027-01-01") == date(2027, 1, 1)
    assert year("2027") == 2027
    assert [whole(word) for word in ("5_000", "5e3", "5000", "9223372036854775807")] == [5000, 5000, 5000, 2**63 - 1]
    for word in ("27", "\uff12\uff10\uff12\uff17", "1944"):
        with pytest.raises(Miswritten):
            year(word)
    for word in ("5.5", "5.000", "1__0"):
        with pytest.raises(Miswritten):
            whole(word)


@pytest.mark.parametrize(
    ("word", "hint"), [("1,5", None), ("1,000", "write thousands with underscores: 1_000"), ("5%", None)]
)
def test_of_a_whole_number_nothing_is_said_of_decimals(word: str, hint: str | None) -> None:
    with pytest.raises(Miswritten) as told:
        whole(word)
    assert told.value.hint == hint


def test_what_an_option_says_of_a_number_is_dutch_to_the_end() -> None:
    told = CliRunner().invoke(main, ["run", "asiel.yaml", "--draws", "1 000", "--language", "nl"])
    assert "verwacht: een geheel getal, zoals 5_000; schrijf duizendtallen met" in " ".join(told.output.split())


@pytest.mark.parametrize("word", ["12.000", "1__0", "\uff15", "5,5", "5.5", "nan"])
def test_an_option_reads_whole_numbers_as_a_file_does(word: str) -> None:
    for command in (["run", "asiel.yaml", "--draws", word], ["verify", "x", "--blocks", word]):
        told = CliRunner().invoke(main, command)
        assert told.exit_code == 2
        assert "Traceback" not in told.output


@pytest.mark.parametrize("word", ["12.000 personen", "1__0 personen", "12,5%", "\uff15%", "1e400%"])
def test_a_precision_is_read_as_a_file_is(word: str) -> None:
    told = CliRunner().invoke(main, ["run", "asiel.yaml", "--until", word])
    assert told.exit_code == 2
    assert "expected" in told.output


def test_a_question_is_read_as_a_file_is() -> None:
    outcomes = model_info("asiel").outcomes
    assert typed("bezetting@2027-07-01<=80_000", outcomes).at_most == 80_000
    for word in ("bezetting@2027-7-1", "bezetting@2027<=80.000", "bezetting@2027<=8__0", "bezetting@2027<=veel"):
        with pytest.raises(CannotAnswer, match="cannot be read"):
            typed(word, outcomes)
