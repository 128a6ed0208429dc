"""Everything that a user reads is there in Dutch: a sentence in the code that is in one language only is found here."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import click
import pytest
import yaml

from simulate.commands.door import COMMANDS, main
from simulate.dutch.catalogue import LIBRARIES, OWN, dutch, pairs
from simulate.errors import why_not_written
from simulate.vocabulary import LANGUAGES
from tests.dutch.sentences import PROSE, called, expectations, modules, template, texts

OF_MAKERS = {"engine", "models"}
"""What these raise is for who writes a model; what a user reads of them are labels."""
NOT_SAID = {
    # asked by a program, or written for one
    "__init__.py": {"module 'simulate' has no attribute '{}'"},
    "commands/options.py": {"whole number"},
    "commands/actions/until.py": {"percentage point"},
    "comparing/changes.py": {"by {}", "in {}"},
    "comparing/measures.py": {"{} < {} months before"},
    "finding/words.py": None,
    # what is told in Python, to a modeller
    "api.py": {"parameters, measures and years are given to the file of a scenario, or to simulate.scenario"},
    "modelling/accessor.py": None,
    "modelling/draft.py": None,
    "render/notebook.py": None,
    "inputs/resolve/ask_rules.py": {"did you mean"},
    "inputs/rules/validate.py": {"did you mean '", "' is missing"},
    "results/stored.py": {"days since "},
    "results/opening.py": {"calendar year", "year: {}"},
    # what Python warns of, by which it is known
    "running/execution/interrupts.py": {"coroutine '.*' was never awaited"},
    # what another program reads: kinds of files, the YAML of a scenario, the description of calls, headers
    "page/app.py": {"text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8"},
    "page/watching.py": {"text/csv; charset=utf-8", b"event: {}\\ndata: {}\\n\\n".decode("unicode_escape"),
                         'attachment; filename="{}"'},
    "page/plan.py": {", delay: none, probability: 1", "extends: {}", "label: {nl: {}, en: {}}", "asks: {}",
                     '[{outcome: "{}", in: {}}]', ", from: {}", "{add: {}}"},
    "page/schema.py": None,
    "page/security.py": None,
    "page/computing.py": {"nobody waits for this any more"},
    "running/store/outcomes.py": {"month: point", "month: sum", "month: mean", "days since {}"},
    "sensitivity/columns.py": {"geen parameter.{}"},
    "views/compare/csv.py": {"by {}", "in {}"},
    # keys whose words are labels elsewhere
    "backtesting/evaluating.py": {"official forecast"},
    "views/backtest/text.py": {"random walk", "too few counts", "no change"},
    "render/localise.py": {"at least", "at most", "months before", "maanden eerder", "uiterlijk in",
                           "overal even waarschijnlijk", "meest waarschijnlijk"},
    # mistakes of who calls a function
    "backtesting/baselines.py": {"random walk", "too few counts", "no change",
                                "two counts of the same time: join the series first",
                                "the later counts must come after the known ones, in the order of time"},
    "backtesting/scores.py": {"the fair CRPS needs two draws or more", "a skill needs two scores of each time",
                              "an ensemble {} is no (times, draws) for counts {}",
                              "a draw or a count is not a number"},
    "calibrating/windows.py": {"the rules of a calibration see to it that its windows are there"},
    # the door puts these words around a problem itself
    "errors.py": {"    expected {}"},
    # heads of files that are written, and what an editor shows of a schema: one file for all
    "inputs/resolve/resolved.py": None,
    "inputs/schema/json_schemas.py": None,
    "inputs/schema/fields.py": {"Such as 2025-01-01.", "A day, month or year: 2024-09-13, 2024-09 or 2024.",
                                "A unit of the vocabulary.", "An axis of the vocabulary.",
                                "A rule of dateringsregels.yaml, or a source with lines.",
                                "A key of bronnen.yaml; for a programme document with its lines: vng-2024:1490-1491.",
                                "A parameter (model.file.parameter) or a measure.",
                                "model.file.parameter, such as asiel.nareis.inwilligingskans."},
    "views/calibrate/posterior.py": None,
    # schemas are in English
    "inputs/described.py": None,
    # names that matplotlib and Word know
    "render/drawing.py": {"Glyph|constrained_layout not applied"},
    "render/docx.py": {"SEQ {} \\* ARABIC"},
    "views/calibrate/chart.py": {"lower left"},
    "views/sensitivity/sobol_chart.py": {"lower right"},
}  # fmt: skip
"""What is no sentence of the program to a user, by file; None: nothing in the file is."""
TYPED = re.compile(r"simulate[ {]|--[a-z-]+ ['{]")
"""A command, or an option as it was typed."""
COMPOSED = {
    "required", "default: {}", "{} and {}", "{} or {}", "holds", "FAILS", "1 error", "{} is not a text",
    "{} is not a whole number", "{} is not true or false", "{} is not a finite number", "{} is not a mapping",
    "{} is not a list",
}  # fmt: skip
"""Made of pieces in the code, or of one word."""


def said() -> dict[str, str]:
    """Every sentence of the code with the place where it stands."""
    found = dict[str, str]()
    for name, tree in modules():
        except_for = NOT_SAID.get(name, set())
        if except_for is None or name.split("/")[0] in OF_MAKERS or name.startswith("dutch/"):
            continue
        for line, text in texts(tree):
            if PROSE.search(text) and text not in except_for and not TYPED.match(text):
                found.setdefault(text, f"simulate/{name}:{line}")
        found |= {text: f"simulate/{name}:{line}" for line, text in expectations(tree) if re.search("[a-z]{2}", text)}
    return found


def helped() -> set[str]:
    """Every paragraph of the help of the commands, and every help of an option."""
    context = click.Context(main)
    commands = [main, *(main.get_command(context, name) for name in COMMANDS)]
    paragraphs = [text for one in commands if one for text in inspect.cleandoc(one.help or "").split("\n\n")]
    options = [getattr(option, "help", None) or "" for one in commands if one for option in one.get_params(context)]
    return {" ".join(text.split()) for text in [*paragraphs, *options] if text}


def test_every_sentence_of_the_code_is_in_the_catalogue() -> None:
    missing = [f"{place}: {text!r}" for text, place in said().items() if text not in dutch()]
    assert not missing, "in English only; give them in simulate/dutch/nl.po:\n" + "\n".join(missing)


def test_every_help_is_in_the_catalogue() -> None:
    missing = sorted(text for text in helped() if text not in dutch())
    assert not missing, "help in English only; give it in simulate/dutch/nl.po:\n" + "\n".join(missing)


def test_the_catalogue_has_nothing_that_the_code_does_not_say() -> None:
    code = {text for _, tree in modules() for _, text in texts(tree)} | helped() | COMPOSED
    left = [text for text, _ in pairs(OWN) if text not in code]
    assert not left, "said nowhere any more; take them out of simulate/dutch/nl.po:\n" + "\n".join(left)


def test_a_new_sentence_is_found() -> None:
    tree = ast.parse("def f(x):\n    raise RunError(f'the {x} is {\"not there\" if x else 1}')\n")
    assert [text for _, text in texts(tree) if PROSE.search(text)] == ["the {} is {}", "not there"]
    assert not list(texts(ast.parse("A = Label('een woord', 'a word')")))


@pytest.mark.parametrize("path", [OWN, LIBRARIES], ids=lambda path: path.name)
def test_a_catalogue_is_sound(path: Path) -> None:
    entries = list(pairs(path))
    twice = [english for english, count in Counter(english for english, _ in entries).items() if count > 1]
    assert not twice
    assert len(entries) == path.read_text(encoding="utf-8").count("msgid ")
    for english, said_in_dutch in entries:
        count = english.count("{}")
        assert said_in_dutch
        if count:
            fields = {name for _, name, _, _ in Formatter().parse(said_in_dutch) if name is not None}
            assert fields <= {str(number) for number in range(count)}, english


def test_the_words_of_the_libraries_are_theirs() -> None:
    """A newer click or PyYAML that says something else is found, where it says it in its code."""
    sources = "".join(
        path.read_text(encoding="utf-8")
        for library in (click, yaml)
        for path in Path(library.__file__).parent.glob("*.py")
    )
    words = re.sub(r"\{\w*(![rs])?\}|%[rs]", "{}", sources).replace('"\n', "").replace("\\n\\t", "\n\t")
    for word in ("No such option", "Missing argument", "Invalid value for", "while parsing a flow sequence",
                 "found character", "mapping values are not allowed here", "Show this message and exit."):  # fmt: skip
        assert word in words
        assert any(word in english for english, _ in pairs(LIBRARIES))


def test_every_label_in_the_code_has_two_languages() -> None:
    """A label whose two texts are alike says nothing to one of the readers, unless they are one word or a command."""
    alike = [
        f"simulate/{name}:{node.lineno}: {nl!r}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) == "Label" and len(node.args) == len(LANGUAGES)
        for nl, en in [[template(argument) for argument in node.args]]
        if nl is not None and nl == en and re.search(r"[a-z]{2,} [a-z]{2,}", nl) and "simulate " not in nl
    ]
    assert not alike, "\n".join(alike)


def test_reasons_of_the_system_are_in_the_catalogue() -> None:
    assert why_not_written(OSError(28, "")) in dutch()
