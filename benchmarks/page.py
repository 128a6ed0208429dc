"""docs/snelheid.md, its figure, and the line in the README: all from benchmarks/results.json."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import floor, log10
from pathlib import Path
from statistics import median

from benchmarks import commands, figure, models, names, results, texts
from benchmarks.linear import SIZES, line
from benchmarks.municipalities import MUNICIPALITIES
from benchmarks.timing import Rows, ratio
from simulate.render.markdown import table
from simulate.render.numbers import number

ROOT = Path(__file__).parents[1]
PAGE, FIGURE, README = ROOT / "docs" / "snelheid.md", ROOT / "docs" / "figures" / "snelheid.png", ROOT / "README.md"
NOTE = "*Gemaakt door `make benchmarks` uit `benchmarks/results.json`; wijzig het niet met de hand.*"
HEADING = "## How fast\n"
GOAL_NUMBA, GOAL_EMA, FAR_EMA, GOAL_PLACES = 0.85, 40.0, 100.0, 150.0


def write() -> list[Path]:
    """Write the page and its figure, and renew the line in the README."""
    PAGE.write_text(render(), encoding="utf-8")
    figure.draw(_points(), FIGURE)
    readme = README.read_text(encoding="utf-8")
    README.write_text(re.sub(rf"(?s){HEADING}.*?(?=\n## )", f"{HEADING}\n{readme_line()}\n", readme), encoding="utf-8")
    return [PAGE, FIGURE, README]


def render() -> str:
    """Write out the page."""
    found = results.read()
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    minutes, rounds = sum(found["seconds"].values()) / 60, len(_part("ways")[names.ENGINE])
    frame = texts.INTRODUCTION.format(
        machine=found["machine"], versions=versions, minutes=_n(minutes, 2), rounds=rounds
    )
    return f"# Hoe snel is het?\n\n{NOTE}\n\n{frame}\n\n{tables()}\n"


def tables() -> str:
    """Write out all that was measured."""
    sections = {
        _law: "ways", _ema: "ways", _models: "models", _linear: "linear", _start: "starts", _memory: "runs",
    }  # fmt: skip
    there = results.read()["parts"]
    return "\n\n".join(text.strip() for write, part in sections.items() if part in there for text in write())


def readme_line() -> str:
    """The line in the README: the ratios that matter."""
    rows = _part("ways")
    pairs = (names.ENGINE, names.NUMBA), (names.ENGINE_DISK_STARTED, names.EMA_DISK)
    numba, disk = (ratio(rows, *pair)[0] for pair in pairs)
    return (
        f"The engine has {numba:.2f} times the speed of a scalar loop in numba that rounds its counts, and {disk:.0f} "
        "times that of EMA Workbench with results on disk: [measured side by side](docs/snelheid.md), "
        "by `make benchmarks`."
    )


def _part(name: str) -> Rows:
    rows: Rows = results.read()["parts"][name]
    return rows


def _n(value: float, digits: int = 3) -> str:
    """A number of so many digits, in Dutch, without noughts at its end."""
    size = floor(log10(abs(value))) if value else 0
    text = number(float(f"{value:.{digits}g}"), "nl", max(digits - 1 - size, 0))
    return text.rstrip("0").rstrip(",") if "," in text else text


def _within(rows: Rows, name: str, base: str) -> str:
    return "{} ({} – {})".format(*(_n(value) for value in ratio(rows, name, base)))


def _reached(reached: bool) -> str:
    return "gehaald" if reached else "niet gehaald"


def _law() -> Iterable[str]:
    rows = _part("ways")
    yield texts.LAW
    lines = [
        (text, _n(median(rows[name])), _within(rows, name, names.NUMBA), _within(rows, name, names.PLAIN))
        for name, text in texts.WAYS.items()
    ]
    yield table(("manier", "trekkingen per seconde", "numba-lus = 1", "numpy-lus = 1"), lines)
    reached = ratio(rows, names.ENGINE, names.NUMBA)[0]
    yield texts.LAW_GOAL.format(goal=_n(GOAL_NUMBA), got=_n(reached), reached=_reached(reached >= GOAL_NUMBA))
    yield texts.LIBRARIES.format(people=names.PEOPLE_IN_CIW)


def _ema() -> Iterable[str]:
    rows = _part("ways")
    yield texts.EMA.format(draws=names.EMA_DRAWS, cores=names.CORES, engine=_n(names.DISK_DRAWS[1], 5))
    lines = [
        (text, _n(median(rows[name])), _within(rows, name, names.EMA_DISK)) for name, text in texts.EMA_WAYS.items()
    ]
    yield table(("manier", "trekkingen per seconde", "EMA met uitkomsten op schijf = 1"), lines)
    # Of neither the start of the processes counts; what it costs the engine is said beside it.
    measured = (names.ENGINE_DISK_STARTED, names.ENGINE_DISK, names.NUMBA)
    got, from_start, most = (ratio(rows, name, names.EMA_DISK)[0] for name in measured)
    computing = ratio(rows, names.ENGINE, names.EMA)[0]
    each = {
        name: 1e6 / median(rows[key])
        for name, key in {
            "ema": names.EMA_DISK,
            "engine": names.ENGINE,
            "started": names.ENGINE_DISK_STARTED,
            "disk": names.ENGINE_DISK,
            "numba": names.NUMBA,
            "numbers": names.NUMBERS,
        }.items()
    }
    yield texts.EMA_GOAL.format(
        goal=_n(GOAL_EMA),
        got=_n(got),
        reached=_reached(got >= GOAL_EMA),
        from_start=_n(from_start),
        computing=_n(computing),
        far=_n(FAR_EMA),
        most=_n(most),
        budget=_n(each["ema"] / FAR_EMA),
        writing=_n(each["started"] - each["engine"]),
        starting=_n(each["disk"] - each["started"]),
        **{name: _n(micro) for name, micro in each.items() if name not in ("started", "disk")},
    )


def _models() -> Iterable[str]:
    rows = _part("models")
    counts = {name.split()[0]: rows[name][0] for name in rows if name.endswith(models.NUMBERS)}
    yield texts.MODELS
    whole = {model: rows[f"{model} 1000"] for model in counts}
    costs = {f"`{model}`": (count, whole[model]) for model, count in counts.items()}
    rest = [every - demand for every, demand in zip(whole["zorg"], rows[models.DEMAND], strict=True)]
    costs["`zorg` zonder de zorgvraag"] = (counts["zorg"], rest)
    each = {name: [second / count * 1e9 for second in seconds] for name, (count, seconds) in costs.items()}
    lines = [
        (name, _n(count, 9), _n(median(seconds)), _n(median(each[name])), _within(each, name, f"`{models.LAW}`"))
        for name, (count, seconds) in costs.items()
    ]
    heading = ("model", "willekeurige getallen", "seconden per blok", "ns per getal", "de wet = 1")
    yield table(heading, lines)
    yield texts.NARROW
    shares = [
        (f"`{model}`", *(_within(rows, f"{model} {width}", f"{model} 1000") for width in models.WIDTHS[:-1]))
        for model in counts
    ]
    yield table(("model", *(f"{width} trekkingen" for width in models.WIDTHS[:-1])), shares)


def _points() -> figure.Points:
    rows = _part("linear")
    return {of: (sizes, [min(rows[f"{of} {size}"]) for size in sizes]) for of, sizes in SIZES.items()}


def _linear() -> Iterable[str]:
    rows = _part("linear")
    speed = [1000 / seconds for seconds in rows[f"entries {MUNICIPALITIES}"]]
    got = median(speed)
    yield texts.LINEAR.format(
        places=MUNICIPALITIES, got=_n(got), goal=_n(GOAL_PLACES), reached=_reached(got >= GOAL_PLACES)
    )
    yield f"![Kosten van de wet tegen trekkingen, maanden en plaatsen](figures/{FIGURE.name})"
    lines = []
    for of, (sizes, seconds) in _points().items():
        begin, slope, off = line(list(sizes), list(seconds))
        measured = "; ".join(f"{_n(size, 9)}: {_n(second)}" for size, second in zip(sizes, seconds, strict=True))
        unit = _n(slope * 1e3)
        lines.append((figure.TITLES[of], measured, unit, _n(begin * 1e3), f"{_n(100 * off, 2)} %"))
    yield table(("tegen", "seconden", "ms erbij per stuk", "ms vooraf", "verste punt van de lijn"), lines)


def _start() -> Iterable[str]:
    rows = _part("starts")
    yield texts.START
    lines = [(text, _n(median(rows[name])), _n(min(rows[name]))) for name, text in texts.STARTS.items()]
    yield table(("wat", "seconden, mediaan", "seconden, laagste"), lines)


def _memory() -> Iterable[str]:
    rows = _part("runs")
    yield texts.MEMORY
    found = dict.fromkeys(name.split()[0] for name in rows)
    lines = [
        (f"`simulate run {model}.yaml --draws {draws}`", *(_n(rows[f"{model} {draws} {what}"][0]) for what in _WHAT))
        for model in found
        for draws in commands.DRAWS
    ]
    yield table(("opdracht", "seconden", "hoogste geheugen, MB"), lines)


_WHAT = ("seconds", "peak")
