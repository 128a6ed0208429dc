"""`python -m tests.trials.damage [TRIES] [SEED]`: result folders are damaged or forged in every way we know, and read.

Each try copies a result folder, damages it, and has one command open it. What must come of it: the answer of the whole
folder, where the command does not read what was damaged, or one sentence that says what is wrong; never a traceback,
never another figure, and never a wait without an end. Only where the seals are forged as well may a figure differ.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import toy
from click.testing import CliRunner

from simulate.commands.door import main as simulate
from simulate.errors import Interrupted, SimulateError
from simulate.results.opening import open_results
from simulate.running.runner import run
from simulate.running.store import record
from simulate.running.store.sealed import Sealed
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED

PATIENCE = 20
"""Seconds that a command may take: undamaged none takes more than a few."""
ENDLESS = "no end"
NASTY: tuple[Any, ...] = (
    0, -1, 1, 2, 10**12, 2**63, 1e308, -0.0, None, True, "", "x", "../../etc/passwd", "\x00", [], {}, [[]], {"a": {}},
    [0] * 50, "complete", "incomplete", "running", "failed", float("nan"), "int64", "<f8", "month", "9" * 400,
)  # fmt: skip
TEXT = (b"", b"\x00", b"[" * 20_000, b"{}", b"null", b"\xff\xfe", b"outcome,label\n1", b"- &a [*a]\n", b"a: b: c")


class Hang(BaseException):
    """A command did not end in time."""


@dataclass(frozen=True)
class Damage:
    """What was done to a folder; `forged` when the seals agree with it."""

    what: str
    forged: bool = False


Act = Callable[[Path], Any]


@dataclass(frozen=True)
class Made:
    """The folders that are damaged, by name, and what the commands say and write of each while it is whole."""

    folders: dict[str, Path]
    other: Path
    tried: Path
    """Where copies are damaged."""
    answers: dict[tuple[str, str], Any]

    def answer(self, name: str, command: str) -> Any:
        """What a command says and writes of a folder that is whole."""
        if (name, command) not in self.answers:
            folder = _copied(self.folders[name], self.tried)
            self.answers[name, command] = _answer(COMMANDS[command], folder, self)[2]
        return self.answers[name, command]


def make(place: Path, tried: Path) -> Made:
    """Run in `place` what is going to be damaged in `tried`."""
    plain = SummaryAndFigures("toy", figures=False)
    folders = {name: place / name for name in ("whole", "drawn", "kept", "stopped")}
    run(toy.scenario(draws=60), folders["whole"], workers=1, publish=plain)
    run(toy.scenario(draws=35), folders["drawn"], workers=1, publish=SummaryAndFigures("toy"))
    run(toy.scenario(draws=45), folders["kept"], workers=1, publish=plain, keep="statistics")
    _stop(folders["stopped"])
    run(toy.with_value(120.0).model_copy(update={"draws": 60}), place / "other", workers=1, publish=plain)
    return Made(folders, place / "other", tried, {})


def _stop(folder: Path) -> None:
    """A run of two blocks that was stopped after the first."""
    with tempfile.TemporaryDirectory() as events:
        Path(events, "1").write_text("interrupt once")
        os.environ["TOY_EVENTS"] = events
        try:
            run(toy.scenario(draws=1060), folder, workers=1)
        except Interrupted:
            pass
        finally:
            del os.environ["TOY_EVENTS"]


def _copied(folder: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(folder, place / "toy", symlinks=True))


def _cli(*words: object) -> Callable[[Path, Made], tuple[int, str, Any]]:
    """A command of the program on the folder FOLDER, with another one OTHER, and what it writes in OUT."""

    def act(folder: Path, made: Made) -> tuple[int, str, Any]:
        out = folder.parent / "out"
        names = {"FOLDER": folder, "OTHER": made.other, "OUT": out}
        done = CliRunner().invoke(simulate, [str(names.get(str(word), word)) for word in words])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        files = sorted(file for file in out.rglob("*") if file.is_file()) if out.is_dir() else [out] * out.is_file()
        return done.exit_code, done.stderr, (done.stdout, [(file.name, file.read_bytes()) for file in files])

    return act


def _again(draws: int, folder: Path, made: Made) -> tuple[int, str, Any]:
    """The same run, or one of more draws, in the folder: what its outcomes are then."""
    keep = "statistics" if (folder / "statistics").is_dir() else "draws"
    done = run(toy.scenario(draws=draws), folder, workers=1, publish=SummaryAndFigures("toy", figures=False), keep=keep)
    summary = Sealed(folder).text("summary.csv") if keep == "statistics" else ""
    return 0, "", (done.status, _bits(folder) if keep == "draws" else summary)


def _bits(folder: Path) -> dict[str, bytes]:
    return {str(name): array.values.tobytes() for name, array in open_results(folder).data_vars.items()}


def _opened(folder: Path, made: Made) -> tuple[int, str, Any]:
    return 0, "", _bits(folder)


COMMANDS: dict[str, Callable[[Path, Made], tuple[int, str, Any]]] = {
    "open_results": _opened,
    "verify": _cli("verify", "FOLDER", "--blocks", "all"),
    "export": _cli("export", "FOLDER", "--to", "csv", "--outcome", "kosten", "--out", "OUT"),
    "summary": _cli("export", "FOLDER", "--to", "csv", "--summary", "--outcome", "kosten", "--out", "OUT"),
    "sensitivity": _cli("sensitivity", "FOLDER", "--outcome", "kosten", "--out", "OUT"),
    "compare": _cli("compare", "FOLDER", "OTHER", "--no-figures", "--outcome", "kosten", "--out", "OUT"),
    "against": _cli("compare", "OTHER", "FOLDER", "--no-figures", "--all", "--out", "OUT"),
    "explain": _cli("explain", "FOLDER", "OTHER", "--no-figures", "--draws", 20, "--workers", 1, "--out", "OUT"),
    "report": _cli("report", "FOLDER", "--to", "md", "--out", "OUT"),
    "run": lambda folder, made: _again(1, folder, made),
    "more": lambda folder, made: _again(1100, folder, made),
}


def _answer(act: Callable[[Path, Made], tuple[int, str, Any]], folder: Path, made: Made) -> Any:
    """What a command says, does and writes: a refusal is its sentence. Whatever else is raised is for the caller."""
    try:
        code, said, given = act(folder, made)
    except SimulateError as error:
        return error.exit_code, str(error), None
    return code, said, given


def damaged(folder: Path, made: Made, dice: random.Random) -> Damage:
    """Damage a folder in one way."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    file = dice.choice([*files, folder / "run.json", folder / "run.json", folder / "scenario.yaml"])
    name = file.relative_to(folder).as_posix()
    way = dice.choice([*WAYS, *WAYS, _field, _field, _field])
    what = way(file, folder, made, dice)
    forged = dice.random() < 0.3 and _seal(folder)
    return Damage(f"{name}: {what}{', sealed' if forged else ''}", forged)


def _flip(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    data = bytearray(file.read_bytes())
    for _ in range(dice.choice([1, 1, 3, 20])):
        if data:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    file.write_bytes(data)
    return "bits turned"


def _cut(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    os.truncate(file, dice.randrange(file.stat().st_size + 1))
    return "cut off"


def _longer(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    file.write_bytes(file.read_bytes() + dice.choice(TEXT) + b"x")
    return "made longer"


def _text(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    file.write_bytes(dice.choice(TEXT))
    return "other text"


def _gone(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    above = [parent for parent in file.parents if folder in parent.parents]
    if above and dice.random() < 0.3:
        shutil.rmtree(dice.choice(above))
        return "its folder is gone"
    file.unlink()
    return "gone"


def _swapped(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    files = sorted(one for one in folder.rglob("*") if one.is_file() and one.name == file.name)
    one = dice.choice(files)
    mine, theirs = file.read_bytes(), one.read_bytes()
    file.write_bytes(theirs)
    one.write_bytes(mine)
    return f"changed places with {one.relative_to(folder)}"


def _foreign(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    theirs = made.other / file.relative_to(folder)
    if theirs.is_file():
        file.write_bytes(theirs.read_bytes())
    return "that of another run"


def _link(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    target = dice.choice(
        [Path("/etc/hostname"), made.other / file.relative_to(folder), Path("/dev/zero"), file, Path("no")]
    )
    file.unlink()
    file.symlink_to(target)
    return f"a link to {target}"


def _pipe(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    file.unlink()
    os.mkfifo(file)
    return "a pipe"


def _folder(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    file.unlink()
    file.mkdir()
    return "a folder"


def _huge(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    os.truncate(file, 1 << 42)
    return "without an end"


def _numbers(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    """Another number in a text, as somebody would type it."""
    text = file.read_bytes()
    found = list(re.finditer(rb"\d+(\.\d+)?", text))
    if found:
        one = dice.choice(found)
        text = (
            text[: one.start()]
            + dice.choice([b"7", b"99999999999999999999", b"-3", b"nan", b"1e999"])
            + text[one.end() :]
        )
        file.write_bytes(text)
    return "another number"


def _field(file: Path, folder: Path, made: Made, dice: random.Random) -> str:
    """Another value somewhere in a JSON file: that of the record, mostly."""
    if file.suffix != ".json":
        return _flip(file, folder, made, dice)
    found = json.loads(file.read_bytes())
    where, inside = "", found
    while isinstance(inside, dict | list) and inside:
        key: Any = dice.choice(list(inside)) if isinstance(inside, dict) else dice.randrange(len(inside))
        where = f"{where}/{key}"
        if not isinstance(inside[key], dict | list) or not inside[key] or dice.random() < 0.5:
            inside[key] = dice.choice(NASTY)
            break
        inside = inside[key]
    if file.name == "run.json" and dice.random() < 0.5:
        found.pop("sha256", None)
        found["sha256"] = record._seal(found)
        file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    else:
        file.write_text(json.dumps(found, indent=1, ensure_ascii=False))
    return f"another value of {where}"


WAYS = (_flip, _cut, _longer, _text, _gone, _swapped, _foreign, _link, _pipe, _folder, _huge, _numbers)


def _seal(folder: Path) -> bool:
    """Let the record agree with the files, where it can."""
    try:
        found = record.record_in(folder)[0]
        record.write(folder, found.model_copy(update={"files": record.hashes(folder)}))
    except (SimulateError, OSError, ValueError):
        return False
    return True


def fault(name: str, command: str, made: Made, dice: random.Random) -> str | None:
    """Damage a copy of a folder and have a command open it; say what is wrong with what comes of it, None: nothing."""
    right = made.answer(name, command)
    folder = _copied(made.folders[name], made.tried)
    damage = damaged(folder, made, dice)
    forged = damage.forged or "run.json" in damage.what
    tried = f"{command} of {name}, {damage.what}"
    try:
        with _at_most(PATIENCE):
            code, said, given = _answer(COMMANDS[command], folder, made)
    except Hang:
        return f"{tried}: {ENDLESS}"
    except Exception:
        return f"{tried}: a traceback\n{traceback.format_exc()}"
    if code not in (0, 1, 2) or "Traceback" in said:
        return f"{tried}: exit code {code}: {said}"
    if code == 0 and given != right and not forged and command != "verify":
        return f"{tried}: another answer"
    if code and command != "verify" and not said.strip():
        return f"{tried}: exit code {code} and not a word"
    return None


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def late(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def trial(
    tries: int, seed: int, place: Path, commands: tuple[str, ...] = tuple(COMMANDS)
) -> Iterator[tuple[str, str | None]]:
    """Try so many times; yield the command and what is wrong, if anything."""
    made, dice = make(place / "made", place / "try"), random.Random(seed)
    for number in range(tries):
        command = commands[number % len(commands)]
        found = fault(dice.choice(sorted(made.folders)), command, made, dice)
        yield command, found
        if found is not None and found.endswith(ENDLESS):
            # Threads of this process wait for ever: what comes after it would tell nothing.
            return


def main() -> int:
    """Run the whole trial and say what it found."""
    tries, seed = map(int, (*sys.argv[1:], *("2822", "1")[len(sys.argv) - 1 :]))
    sys.path.insert(0, str(INSTALLED))
    faults, done = list[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="damage-") as place:
        for command, found in trial(tries, seed, Path(place)):
            done[command] += 1
            if found is not None:
                faults.append(found)
                print(found, flush=True)
    print(f"{done.total():,} damaged folders opened by {len(done)} commands: {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
