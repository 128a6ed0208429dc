"""The questions of a scenario: those of the nearest file that asks any; and a question of a command line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulate.errors import CannotAnswer
from simulate.inputs import written
from simulate.inputs.model_info import model_info
from simulate.inputs.parts import Divided, NoPart, part_of
from simulate.inputs.resolve.ask_rules import forms_of
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.resolve.link import Link
from simulate.inputs.schema.forms import AskForm
from simulate.inputs.written import Miswritten
from simulate.scenario import Ask

TYPED = re.compile(r"^(?P<part>[^@<>=]+)@(?P<when>[0-9-]+)\s*(?:(?P<limit><=|>=)\s*(?P<number>\S+))?$")
"""A question on a command line: `noodopvang@2027-07-01<=0`."""


def asks_of(chain: Chain) -> tuple[Ask, ...]:
    """Return the questions of the nearest file of the chain that asks any, or of several; none when none does."""
    outcomes = model_info(str(chain.model)).outcomes
    return tuple(dict.fromkeys(_ask(one, outcomes) for link in _asking(chain.links[-1]) for one in forms_of(link.form)))


def _asking(link: Link) -> list[Link]:
    """Return the file that asks: itself, else those that its parents have their questions from."""
    return [link] if link.form.asks is not None else [one for parent in link.parents for one in _asking(parent)]


def typed(word: str, outcomes: Mapping[str, Divided]) -> Ask:
    """Read a question of a command line, `OUTCOME[ENTRY]@YEAR` or `@DATE`, and perhaps `<=` or `>=` a number.

    CannotAnswer says what is wrong with it and what comes nearest.
    """
    found = TYPED.match(word.strip())
    if found is None:
        raise CannotAnswer(
            f"the question '{word}' cannot be read: expected OUTCOME@YEAR or OUTCOME[ENTRY]@DATE, and perhaps a limit: "
            "noodopvang@2027-07-01<=0"
        )
    when = found["when"]
    try:
        part = part_of(found["part"], outcomes)
        year, on = (written.year(when), None) if len(when) == 4 else (None, written.day(when))
        number = None if found["number"] is None else written.number(found["number"])
    except NoPart as error:
        raise CannotAnswer(f"the model cannot answer '{word}': {error}") from None
    except Miswritten as error:
        said = f"the question '{word}' cannot be read: {error}; expected {error.expected}"
        if error.hint:
            said = f"the question '{word}' cannot be read: {error}; expected {error.expected}; {error.hint}"
        raise CannotAnswer(said) from None
    least, most = (number if found["limit"] == sign else None for sign in (">=", "<="))
    return Ask(outcome=part.outcome, entry=part.entry, year=year, on=on, at_least=least, at_most=most)


def _ask(form: AskForm, outcomes: Mapping[str, Divided]) -> Ask:
    part = part_of(form.outcome, outcomes)
    return Ask(
        outcome=part.outcome,
        entry=part.entry,
        year=form.within,
        on=form.on,
        at_least=form.at_least,
        at_most=form.at_most,
        text=form.text and form.text.to_label(),
    )
