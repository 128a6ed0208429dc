"""The targets of a scenario: those of its parents, with what each file below says of them."""

from __future__ import annotations

from simulate.inputs.resolve.chain import Chain, Link
from simulate.inputs.resolve.layers import origin_of
from simulate.inputs.schema.forms import TargetForm
from simulate.scenario import Role, Target


def targets_of(chain: Chain) -> tuple[Target, ...]:
    """Return the targets of all files of the chain: a child replaces one of the same name, or drops it (`none`)."""
    found: dict[str, Target] = {}
    for link in chain.links:
        for name, form in (link.form.targets or {}).items():
            if isinstance(form, TargetForm):
                found[name] = _target(link, name, form)
            else:
                found.pop(name, None)
    return tuple(found.values())


def _target(link: Link, name: str, form: TargetForm) -> Target:
    role: Role = "assumption" if form.source is None else "policy"
    years = form.within if isinstance(form.within, list) else [] if form.within is None else [form.within]
    return Target(
        name=name,
        label=form.label.to_label(),
        outcome=form.outcome,
        entry=form.entry,
        at_least=form.at_least,
        at_most=form.at_most,
        by=form.by,
        years=tuple(sorted(set(years))),
        origin=origin_of(link.layer, link.document, ("targets", name), role, form.source, form.reason),
    )
