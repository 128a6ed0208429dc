"""The figures that the persons of `persons.py` live by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Facts:
    """The figures, constant over time. Per group: lists in the order of the groups, the first is served first."""

    start: date
    months: int
    # Applications
    applications: float
    """A year."""
    share: list[float]
    waiting: list[int]
    """In procedure at the start, by group."""
    waiting_age: float
    """Their mean age in months."""
    # The IND
    hours_per_week: float
    hours_per_case: list[float]
    first_for_group_0: float
    """Share of the hours."""
    granted: list[float]
    closed: list[float]
    """Chance a month that a case ends without a decision."""
    closed_must_leave: float
    # The courts
    appeals: float
    appeal_months: float
    upheld: float
    again: float
    """Share of the dismissed that goes to the highest court."""
    again_months: float
    again_upheld: float
    in_appeal: list[int]
    # Homes
    key: list[float]
    """Share of each province."""
    in_reception: list[int]
    """Status holders at the start, by province."""
    homes: float
    """Persons a month that homes suffice for, in all."""
    first_task: float
    """The housing task of the first half-year, arrears included."""
    task_pace: float
    """Share of the half-year's task that can be matched within the half-year."""
    # Departure
    term_days: int
    families: float
    leaving: list[tuple[float, float, float]]
    """Chances a month by household: independently, by force, out of sight."""
    in_term: list[int]
    after_term: list[int]
