"""Input made to harm, or to be no input at all, is refused calmly and soon."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from proef import FILES, Project, problems

from simulate.errors import InputError
from simulate.inputs.checking import check
from simulate.inputs.resolve.scenario import resolve
from simulate.inputs.yaml.document import Mark
from simulate.inputs.yaml.reading import MAX_BYTES, parse, read
from simulate.scenario import Scenario

BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30)
)
REFUSED = {
    "alias bomb": (BOMB.encode(), "1:5", "the anchor &a0 is not accepted here"),
    "text bomb": (b"a: &a " + b"x" * 1000 + b"\nb: [" + b"*a," * 101 + b"]", "2:305", "more than 100 aliases"),
    "an alias to nothing": (b"a: *b", "1:4", "there is no anchor &b above"),
    "brackets": (b"[" * 100_000, "1:22", "more than 20 levels deep"),
    "closed brackets": (b"[" * 100_000 + b"]" * 100_000, "1:22", "more than 20 levels deep"),
    "braces": (b"{a: " * 100_000, "1:85", "more than 20 levels deep"),
    "dashes": (b"- " * 100_000, "1:43", "more than 20 levels deep"),
    "brackets after a key": (b"a: " + b"[" * 100_000, "1:24", "more than 20 levels deep"),
    "brackets in dashes": (b"- " * 10 + b"[" * 100_000, "1:32", "more than 20 levels deep"),
    "brackets and texts that close them": (b"[']', " * 5_000, "1:127", "more than 20 levels deep"),
    "brackets and braces": (b"[{a: " * 5_000, "1:52", "more than 20 levels deep"),
    "brackets after a comment": (
        b"# " + b"]" * 100 + b"\nb: " + b"[" * 2_000,
        "2:24",
        "more than 20 levels deep",
    ),
    "a bracket a line": (b"[\n" * 5_000, "22:1", "more than 20 levels deep"),
    "a bracket a key": (b"{a:\n" * 5_000, "22:1", "more than 20 levels deep"),
    "keys": (b"".join(b" " * level + b"a:\n" for level in range(1_500)), "22:22", "more than 20 levels deep"),
    "dashes below each other": (
        b"".join(b" " * level + b"-\n" for level in range(1_500)),
        "22:22",
        "more than 20 levels deep",
    ),
    "dashes and keys": (
        b"- a:\n" + b"".join(b" " * 4 * n + b"- a:\n" for n in range(1, 400)),
        "11:43",
        "20 levels deep",
    ),
    "many values": (b"[" + b"1," * 300_000 + b"]", "1:400000", "more than 200000 values in one file"),
    "binary": (b"\x7fELF\x02\x01\x00\x00", "1:1", "is a binary file"),
    "UTF-16": ("model: asiel".encode("utf-16"), "1:1", "is written in UTF-16"),
    "latin-1": ("a: b\nc: café".encode("latin-1"), "2:7", "byte 0xe9 is not UTF-8"),
    "control character": (b"a: b\nc: \x07", "2:4", "a character here cannot be in a YAML file"),
    "empty": (b"", "1:1", "the file is empty"),
    "only comments": (b"# a\n", "1:1", "the file is empty"),
    "two documents": (b"a: 1\n---\nb: 2", "2:1", "a second document begins here"),
    "a tag": (
        b"a: !!python/object/apply:os.system [ls]",
        "1:4",
        "the tag tag:yaml.org,2002:python/object/apply:os.system",
    ),
    "a tag of its own": (b"a: !x 1", "1:4", "the tag !x is not accepted"),
    "a tab": (b"a:\n\tb: 1", "2:1", "a tab cannot indent YAML"),
    "a list as key": (b"? [a]\n: b", "1:3", "a key must be a word"),
    "not closed": (b"a: {b: 1\nc: 2", "2:2", "cannot be read as YAML"),
    "no list of things": (b"hallo", "1:1", ""),
}


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.long) if kind == "many values" else kind for kind in REFUSED]
)
def test_refused(project: Project, kind: str) -> None:
    raw, place, message = REFUSED[kind]
    for file in FILES:
        path = project.write(file, raw)
        told = check([file]).problems
        assert any(problem.place == f"{file}:{place}" and message in problem.message for problem in told), told
        path.write_text(FILES[file])


NESTED = {
    "lists": ("[" * 21 + "]" * 21, "[" * 22 + "]" * 22, Mark(1, 22)),
    "lists below a key": ("a: " + "[" * 20 + "]" * 20, "a: " + "[" * 21 + "]" * 21, Mark(1, 24)),
    "mappings": ("{a: " * 20 + "1" + "}" * 20, "{a: " * 21 + "1" + "}" * 21, Mark(1, 85)),
    "dashes": ("- " * 20 + "1", "- " * 21 + "1", Mark(1, 43)),
}


@pytest.mark.parametrize("kind", NESTED)
@pytest.mark.parametrize("parser", ["C", "Python"])
def test_the_deepest_file_that_is_read(kind: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty levels are read and one more is not, whichever parser is there and whatever its own limit is."""
    if parser == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    deepest, deeper, mark = NESTED[kind]
    parse(deepest.encode(), "x.yaml", "x.yaml")
    (problem,) = problems(lambda: parse(deeper.encode(), "x.yaml", "x.yaml"))
    assert problem.message == "more than 20 levels deep"
    assert (problem.line, problem.column) == mark


def test_brackets_that_open_nothing_are_read() -> None:
    """Brackets in texts and in comments are no levels, and a line may hold many lists beside each other."""
    text = f"a: '{'[' * 2_000}' # {'{' * 2_000}\nb: tekst{'[' * 2_000}\nc: [{'[1], ' * 100}[2]]\n"
    data = parse(text.encode(), "x.yaml", "x.yaml").data
    assert data == {"a": "[" * 2_000, "b": "tekst" + "[" * 2_000, "c": [[1]] * 100 + [[2]]}


def test_a_huge_file_is_not_read(project: Project) -> None:
    path = project.path / "scenarios" / "groot.yaml"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)
    (problem,) = problems(lambda: resolve("groot.yaml"))
    assert problem.message == f"is larger than {MAX_BYTES / 1e6:g} MB"


def test_what_is_no_file(project: Project) -> None:
    os.mkfifo(project.path / "scenarios" / "pijp.yaml")
    (project.path / "scenarios" / "map.yaml").mkdir()
    for name in ("scenarios/pijp.yaml", "scenarios/map.yaml", "/dev/zero", "", "a\0b", "x" * 5000, "~nobody/x.yaml"):
        assert len(problems(lambda name=name: resolve(name))) == 1
        assert len(check([name]).problems) == 1


@pytest.mark.parametrize("name", ["..", ".verborgen", "Plan", "met spatie", "-x", "a.b", "é", "con:", "x" * 100])
def test_a_name_that_cannot_be_a_result_folder(project: Project, name: str) -> None:
    path = project.write(f"scenarios/{name}.yaml", FILES["scenarios/plan.yaml"])
    (problem,) = problems(lambda: resolve(path))
    assert "cannot be the name of a scenario" in problem.message
    assert (problem.line, problem.column) == (1, 1)


def test_a_file_that_may_not_be_read(project: Project) -> None:
    path = project.path / "scenarios" / "plan.yaml"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "cannot be read" in problems(lambda: resolve("plan.yaml"))[0].message


def test_a_strange_file_in_the_project_is_told(project: Project) -> None:
    for stray in ("parameters/instroom.yaml", "parameters/proef/x/y.yaml", "scenarios/x.yml"):
        path = project.write(stray, "a: 1")
        (problem,) = check().problems
        assert (problem.file, problem.message) == (stray, "a file here is never read")
        path.unlink()


def test_a_name_given_in_two_files(project: Project) -> None:
    project.write("scenarios/maatregelen/tweede.yaml", FILES["scenarios/maatregelen/proef.yaml"])
    (problem,) = problems(lambda: resolve("plan.yaml"))
    assert problem.place == "scenarios/maatregelen/tweede.yaml:1:1"
    assert problem.expected == "it once (first in scenarios/maatregelen/proef.yaml:1)"


QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def attempt(act: Callable[[], object]) -> Any:
    """What comes out: a result or an InputError; anything else is a failure of the test."""
    try:
        return act()
    except InputError as error:
        return error


def outcome(project: Project, file: str, raw: bytes) -> None:
    """Only a scenario or an InputError may come out; and every message has a place that exists in the file."""
    path = project.write(file, raw)
    told = attempt(lambda: resolve("plan.yaml"))
    assert isinstance(told, Scenario) or (told.problems and str(told))
    path.write_text(FILES[file])
    lines = raw.decode("utf-8", "replace").splitlines()
    told = attempt(lambda: parse(raw, "f", "f"))
    assert all(1 <= problem.line <= len(lines) + 1 for problem in told.problems)


@QUIET
@given(raw=st.binary(max_size=300), file=st.sampled_from(sorted(FILES)))
def test_any_bytes(project: Project, raw: bytes, file: str) -> None:
    outcome(project, file, raw)


@QUIET
@given(
    text=st.text(alphabet="{}[]:,-#&*!|>'\"%@` \n\tabe0123456789._", max_size=60), file=st.sampled_from(sorted(FILES))
)
def test_any_punctuation(project: Project, text: str, file: str) -> None:
    outcome(project, file, text.encode())


@QUIET
@given(data=st.data(), file=st.sampled_from(sorted(FILES)))
def test_any_mutation_of_a_sound_file(project: Project, data: st.DataObject, file: str) -> None:
    text = FILES[file]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        kinds = st.sampled_from(
            ["", " ", "\n", "{", "}", "- ", ": ", "~", "0", "-1", "1e400", "none", "[]", "{}", "*a", "&a "]
        )
        text = text[:start] + data.draw(kinds | st.text(max_size=3)) + text[end:]
    outcome(project, file, text.encode("utf-8", "surrogatepass"))


@QUIET
@given(data=st.data(), file=st.sampled_from(sorted(FILES)))
def test_any_line_swapped_for_another_value(project: Project, data: st.DataObject, file: str) -> None:
    """Sound YAML with a value of the wrong kind in one place."""
    words = FILES[file].replace("{", " { ").replace("}", " } ").split(" ")
    place = data.draw(st.integers(0, len(words) - 1))
    words[place] = data.draw(
        st.sampled_from(["[1,2]", "{a: 1}", "~", "true", "x", "3", "-0.5", "2025-01-01", "''", "1e30"])
    )
    outcome(project, file, " ".join(words).encode())


@QUIET
@given(name=st.text(max_size=40), text=st.text(max_size=30))
@example(name="\0", text="1")
@example(name="*.instroom.aanvragen", text="1")
def test_any_words_on_the_command_line(project: Project, name: str, text: str) -> None:
    for given_name in (name, "proef.instroom.aanvragen"):
        told = attempt(lambda given_name=given_name: resolve("plan.yaml", {given_name: text}))
        assert isinstance(told, Scenario) or told.problems


def test_text_survives_an_anchor() -> None:
    document = parse(b"a: &a why\nb: *a\nc: {d: *a}\n", "f", "f")
    assert document.data == {"a": "why", "b": "why", "c": {"d": "why"}}


def test_a_byte_order_mark_is_no_word(project: Project) -> None:
    path = project.write("scenarios/bom.yaml", b"\xef\xbb\xbf" + FILES["scenarios/plan.yaml"].encode())
    assert read(path).data["extends"] == "basis.yaml"
    assert resolve("bom.yaml").name == "bom"
