"""What moved, as a document: in full for a page, and shortened for a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from simulate.differing.difference import Compared, Difference
from simulate.differing.movement import Movement
from simulate.render.document import Block, Cell, Document, Section, Stack, Table, Text
from simulate.render.numbers import Scale, entry_label, number, percent, relative, scale
from simulate.views.compare import tables
from simulate.views.diff import text
from simulate.vocabulary import Label, Language

ROWS = 30
"""Outcomes, or inputs, that are shown on a screen; a page has all."""


def page(difference: Difference, language: Language) -> Document:
    """Build the whole document: what moved at all, and a section for each pair of folders of which anything differs."""
    return _document(difference, language, short=False)


def screen(difference: Difference, language: Language) -> Document:
    """Build the document for a terminal."""
    return _document(difference, language, short=True)


def _document(difference: Difference, language: Language, *, short: bool) -> Document:
    title = text.TITLE.in_(language).format(old=difference.old, new=difference.new)
    first = Section("overview", title if short else "", (*_said(difference, language), _overview(difference, language)))
    sections = (_section(one, language, short=short) for one in difference.compared)
    told = tuple(one for one in sections if one.blocks or one.sections)
    return Document(language, title, (first, *told), numbered=False)


def _said(difference: Difference, language: Language) -> Iterator[Text]:
    compared = difference.compared
    counts = {
        "all": sum(one.outcomes for one in compared),
        "identical": sum(one.identical for one in compared),
        "really": sum(len(one.really) for one in compared),
        "rounding": sum(len(one.moved) - len(one.really) for one in compared),
        "outcomes": sum(one.outcomes for one in compared),
        "tables": sum(one.tables for one in compared),
    }
    sentence = text.ALL_SAME if difference.same else text.SOME
    yield Text(sentence.in_(language).format(**{name: number(n, language) for name, n in counts.items()}))
    for label, names in ((text.REMOVED, difference.removed), (text.ADDED, difference.added)):
        if names:
            yield Text(label.in_(language).format(old=difference.old, new=difference.new, names=", ".join(names)))


def _overview(difference: Difference, language: Language) -> Table:
    rows = tuple(_counted(one, language) for one in difference.compared)
    return Table("", _heading(text.OVERVIEW, language), rows, numbers=frozenset(range(1, 8)), whole=frozenset({0}))


def _counted(one: Compared, language: Language) -> tuple[Cell, ...]:
    same, other = text.SAME.in_(language), text.OTHER.in_(language)
    of_tables = f"{len(one.differing)} / {one.tables}"
    if not one.model:
        return (one.name, *("–" for _ in range(8)), of_tables)
    inputs = text.UNREAD.in_(language) if one.inputs is None else str(len(one.inputs))
    counts = (
        one.outcomes,
        one.identical,
        len(one.really),
        len(one.moved) - len(one.really),
        len(one.removed),
        len(one.added),
    )
    numbers = (number(count, language) for count in counts)
    return (one.name, *numbers, inputs, same if one.same_code else other, of_tables)


def _section(one: Compared, language: Language, *, short: bool) -> Section:
    """Tell of a pair what moved, and then what may be why."""
    blocks: list[Block] = [*map(Text, _unequal(one, language))]
    if one.moved:
        blocks += [_moved(one, language, short=short), Text(text.READING.in_(language), style="note")]
    blocks += map(Text, _coming_and_going(one, language))
    if one.differing:
        blocks.append(_tables(one, language))
    if blocks or one.inputs or one.inputs is None:
        blocks += _why(one, language, short=short)
    return Section(one.name.replace("/", "-"), one.name, blocks=tuple(blocks))


def _unequal(one: Compared, language: Language) -> list[str]:
    told = (text.UNEQUAL[each.what].in_(language).format(old=each.old, new=each.new) for each in one.unequal)
    return [f"{sentence[0].upper()}{sentence[1:]}." for sentence in told]


def _moved(one: Compared, language: Language, *, short: bool) -> Table:
    shown = one.moved[:ROWS] if short else one.moved
    left = len(one.moved) - len(shown)
    return Table(
        "",
        _heading(text.MOVED, language),
        tuple(_row(each, language) for each in shown),
        numbers=frozenset(range(3, 8)),
        note=text.MORE.in_(language).format(left=left) if left else "",
        wide=True,
    )


def _row(one: Movement, language: Language) -> tuple[Cell, ...]:
    label = one.label.in_(language) + entry_label(one.axis, one.entry, language)
    kind = one.kind if "-" not in one.period else ""  # of a month it is no total of a year
    scaled = scale(one.unit, kind, max(abs(one.before), abs(one.after)), language)
    of_largest = text.OF_LARGEST.in_(language).format(_share(one.of_largest, language))
    below = (one.name, *((_shapes(one, language),) if any(one.shape) else ()))
    return (
        Stack(label, below),
        one.period,
        scaled.unit,
        scaled.value(one.before),
        scaled.value(one.after),
        _change(one.change, scaled),
        relative(one.relative, language, 1),
        Stack(_size(one.largest / scaled.divisor, language), (of_largest,)),
        (text.ROUNDING if one.rounding else text.REALLY).in_(language),
    )


def _change(change: float, scaled: Scale) -> str:
    """Write by how much a median moved; as a power of ten where its digits do not show that."""
    shown = scaled.signed(change)
    return shown if shown.strip("+−0.,") or not change else f"{change / scaled.divisor:+.0e}".replace("-", "−", 1)


def _shapes(one: Movement, language: Language) -> str:
    old, new = one.shape
    return text.SHAPES.in_(language).format(name=one.name, old=old, new=new)


def _size(value: float, language: Language) -> str:
    """Write a difference of any size: with three digits, or as a power of ten where it is hardly there."""
    if 0 < value < 0.001:
        return f"{value:.0e}"
    return number(value, language, 3 if value < 1 else 1 if value < 100 else 0)


def _share(share: float, language: Language) -> str:
    return f"{share:.0e}" if 0 < share < 0.0005 else percent(min(share, 1.0), language) if share < 10 else "∞"


def _coming_and_going(one: Compared, language: Language) -> Iterator[str]:
    for label, names in ((text.OUTCOMES_GONE, one.removed), (text.OUTCOMES_NEW, one.added)):
        if names:
            yield label.in_(language).format(", ".join(names))


def _tables(one: Compared, language: Language) -> Table:
    none = text.NONE.in_(language)
    rows = tuple(
        (each.table, str(each.line or ""), each.row, each.column, each.old or none, each.new or none)
        for each in one.differing
    )
    return Table("", _heading(text.TABLES, language), rows, note=text.FIRST.in_(language), wide=True)


def _heading(labels: tuple[Label, ...], language: Language) -> tuple[str, ...]:
    return tuple(label.in_(language) for label in labels)


def _why(one: Compared, language: Language, *, short: bool) -> Iterator[Block]:
    """Yield what differs of inputs and of the program."""
    if one.inputs is None:
        yield Text(text.NOT_READ.in_(language), style="warning")
    elif one.inputs:
        table = tables.inputs(one.inputs, language, short=short)
        left = len(table.rows) - ROWS if short else 0
        note = text.MORE.in_(language).format(left=left) if left > 0 else ""
        yield replace(table, caption=text.INPUTS.in_(language), rows=table.rows[: ROWS if short else None], note=note)
    said = [text.FILES.in_(language).format(", ".join(one.files))] if one.files else []
    said += [] if one.same_code else [text.OTHER_CODE.in_(language)]
    none = text.NONE.in_(language)
    versions = [
        text.VERSION.in_(language).format(name=name, old=old or none, new=new or none)
        for name, old, new in one.versions
    ]
    said += [f"{'; '.join(versions)}."] if versions else []
    if said:
        yield Text(" ".join(said), style="note")
