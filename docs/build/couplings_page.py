"""docs/<composite>.md: what runs together, what one system tells another, on what that rests, what it cannot say."""

from __future__ import annotations

from collections.abc import Sequence

from docs.build.couplings_diagram import between, couplings_svg
from docs.build.model_texts import ModelTexts
from docs.build.page import page
from docs.build.reference import Reference, in_force, numbers, spread
from simulate.engine.composite import Composite, Coupling, Passes
from simulate.inputs.model_info import model_info
from simulate.render.markdown import code, table
from simulate.views.couplings import GROUNDS
from simulate.vocabulary import Label, wording

COLUMNS = ("Coupling", "From", "To", "What is told", "Rests on", "Strength", "Why so much")
CHANGED = ("Coupling", "Takes the place of", "With", "Takes off a share of", "Reads beside its strength")
PASSES: dict[Passes, str] = {"level": "a value of its own", "change": "a change of the value that is there"}


def coupling_pages(reference: Reference) -> dict[str, str]:
    """Write out the page of a composite and its drawing, by their path inside docs/; nothing for another model."""
    if not issubclass(reference.model, Composite):
        return {}
    figure = f"figures/{reference.name}-koppelingen.svg"
    couplings = model_info(reference.name).couplings
    off = [one.name for one in couplings if not in_force(reference.parameters[one.strength], reference.scenario).value]
    return {
        figure: couplings_svg(
            reference.model, {one: reference.parameters[one.strength].label for one in couplings}, off
        ),
        f"{reference.name}.md": _page(reference, reference.model, couplings, figure),
    }


def _page(reference: Reference, composite: type[Composite], couplings: Sequence[Coupling], figure: str) -> str:
    question, texts = reference.scenario.question or Label("", ""), ModelTexts(reference.name)
    return page(
        f"{composite.title.en} (`{composite.name}`)",
        f"*{question.en}*",
        texts.introduction,
        "## Leaflet: what it can and cannot be used for",
        *(f"**{lead.en}** {said.en}" for lead, said in reference.card.leaflet),
        "## What one system tells another",
        f"![{composite.title.nl}]({figure})",
        "Every coupling is served once a month, after the books of the month before are closed and before any measure "
        "acts; all see the same closed month.",
        table(COLUMNS, [_row(one, composite, reference) for one in couplings]),
        *(f"**{GROUNDS[one].label.en.capitalize()}.** {GROUNDS[one].meaning.en}" for one in GROUNDS),
        "### What a coupling changes",
        "While a coupling can count, in some draw or on some date, nothing else may change what it takes the place of: "
        "a value of a scenario or a measure on it is refused, with both lines. What it takes off a share of may still "
        "be changed; the share comes off last. At strength 0 both are as in the model by itself, to the last bit.",
        table(CHANGED, [_changed(one) for one in couplings]),
        texts.couplings,
    )


def _row(one: Coupling, composite: type[Composite], reference: Reference) -> Sequence[object]:
    teller, hearers = between(one, composite)
    parameter = reference.parameters[one.strength]
    value = in_force(parameter, reference.scenario)
    strength = numbers(value.value, parameter.axis)
    if value.uncertainty is not None:
        strength += f" ({spread(value.uncertainty, parameter.axis)})"
    return (
        code(one.name),
        code(teller),
        ", ".join(map(code, hearers)),
        f"{one.label.en} ({one.label.nl})",
        GROUNDS[one.grounds].label.en,
        f"{code(one.strength.split('.', 1)[1])}: {strength}",
        wording(value.origin.reason, "en") or value.origin.source,
    )


def _changed(one: Coupling) -> Sequence[object]:
    drives, damps, reads = (", ".join(map(code, names)) for names in (one.drives, one.damps, one.reads))
    return (code(one.name), drives, PASSES[one.passes] if drives else "", damps, reads)
