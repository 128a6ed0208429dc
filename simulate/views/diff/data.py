"""What moved, as data for another program."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from simulate.comparing.change import Change
from simulate.differing.difference import Compared, Difference
from simulate.differing.movement import Movement


def data(difference: Difference) -> dict[str, Any]:
    """Return all that is known of a difference, the most important first."""
    return {
        "old": difference.old,
        "new": difference.new,
        "same": difference.same,
        "removed": difference.removed,
        "added": difference.added,
        "folders": [_compared(one) for one in difference.compared],
    }


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "name": one.name,
        "model": one.model,
        "same": one.same,
        "outcomes": one.outcomes,
        "identical": one.identical,
        "moved": [_movement(each) for each in one.moved],
        "removed": one.removed,
        "added": one.added,
        "unequal": [asdict(each) for each in one.unequal],
        "inputs": None if one.inputs is None else [_change(each) for each in one.inputs],
        "files": one.files,
        "same_code": one.same_code,
        "versions": [{"name": name, "old": old, "new": new} for name, old, new in one.versions],
        "tables": one.tables,
        "differing_tables": [asdict(each) for each in one.differing],
    }


def _movement(one: Movement) -> dict[str, Any]:
    return {
        "outcome": one.name,
        "label": one.label,
        "unit": one.unit,
        "kind": one.kind,
        "entry": one.entry,
        "period": one.period,
        "before": one.before,
        "after": one.after,
        "change": one.change,
        "relative": one.relative,
        "largest": one.largest,
        "of_largest": one.of_largest,
        "share": one.share,
        "last_digits_only": one.rounding,
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "action": one.action,
        "name": one.name,
        "field": one.field,
        "entry": one.entry,
        "unit": one.unit,
        "date": one.date,
        "old": one.old,
        "new": one.new,
    }
