"""Nothing in the program knowingly needs Linux: what is imported, how files are named, and when they are replaced."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from simulate import registry
from simulate.commands.door import main
from simulate.inputs.paths import packaged

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "simulate").rglob("*.py"))

POSIX_MODULES = {
    "crypt", "curses", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource", "spwd",
    "syslog", "termios", "tty",
}  # fmt: skip
POSIX_NAMES = {
    "os": {
        "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "chown", "chroot", "fchmod", "fchown", "fork",
        "forkpty",
        "getegid", "geteuid", "getgid", "getgroups", "getloadavg", "getpgid", "getuid", "killpg", "lchown", "mkfifo",
        "mknod", "nice", "openpty", "pread", "pwrite", "register_at_fork", "sched_getaffinity", "sched_setaffinity",
        "sendfile", "setgid", "setpgid", "setsid", "setuid", "statvfs", "sync", "sysconf", "tcgetpgrp", "uname", "wait",
        "wait3", "wait4",
    },
    "signal": {
        "ITIMER_REAL", "SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGTSTP",
        "SIGUSR1", "SIGUSR2", "alarm", "pause", "pthread_kill", "pthread_sigmask", "setitimer", "siginterrupt",
        "sigpending", "sigwait",
    },
    "time": {"clock_settime", "tzset"},
}  # fmt: skip
"""What Python does not have on Windows, and once was or might be used here."""

ILLEGAL = re.compile(r'[<>:"|?*\\\x00-\x1f]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def posix_only(tree: ast.Module) -> Iterator[str]:
    """What is used of POSIX alone where nothing asked whether it is there."""
    yield from _unasked(tree, asked="")


def _unasked(node: ast.AST, asked: str) -> Iterator[str]:
    """Walk a tree; `asked` is the source of all conditions and guards around a node."""
    match node:
        case ast.Import(names=names):
            yield from (one.name for one in names if one.name in POSIX_MODULES and "platform" not in asked)
        case ast.ImportFrom(module=str(module), names=names):
            known = POSIX_NAMES.get(module, set())
            yield from (f"{module}.{one.name}" for one in names if module in POSIX_MODULES or one.name in known)
        case ast.Attribute(value=ast.Name(id=module), attr=name) if name in POSIX_NAMES.get(module, ()):
            if "platform" not in asked and f"'{name}'" not in asked:
                yield f"{module}.{name}"
    for child, around in _children(node):
        yield from _unasked(child, asked + around)


def _children(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    if isinstance(node, ast.If | ast.IfExp):
        test = ast.unparse(node.test)
        yield from ((child, test if child is not node.test else "") for child in ast.iter_child_nodes(node))
    elif isinstance(node, ast.FunctionDef):
        # A function that leaves where something is not there: `if not hasattr(…): …; return`.
        left = "".join(
            ast.unparse(one.test)
            for one in node.body
            if isinstance(one, ast.If) and isinstance(one.body[-1], ast.Return)
        )
        yield from ((child, left) for child in ast.iter_child_nodes(node))
    else:
        yield from ((child, "") for child in ast.iter_child_nodes(node))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_of_posix_alone_is_used_unasked(path: Path) -> None:
    assert list(posix_only(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import fcntl", ["fcntl"]),
        ("from pwd import getpwnam", ["pwd.getpwnam"]),
        ("import os\nos.fork()", ["os.fork"]),
        ("def f():\n    import resource", ["resource"]),
        ("import signal\nX = signal.SIGKILL", ["signal.SIGKILL"]),
        ("import sys\nif sys.platform != 'win32':\n    import fcntl", []),
        ("n = len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else 1", []),
        ("def f():\n    if not hasattr(os, 'getuid'):\n        return 0\n    return os.getuid()", []),
        ("X = getattr(signal, 'SIGUSR1', None)", []),
    ],
)
def test_what_is_unasked_is_found(source: str, found: list[str]) -> None:
    assert list(posix_only(ast.parse(source))) == found


def illegal(names: list[str]) -> list[str]:
    """The paths that Windows cannot hold: signs and names that it keeps, and two that differ by capitals alone."""
    wrong = [name for name in names if any(_illegal(part) for part in name.split("/"))]
    lower = [name.lower() for name in names]
    return wrong + [name for name in names if lower.count(name.lower()) > 1]


def _illegal(part: str) -> bool:
    return bool(ILLEGAL.search(part) or RESERVED.fullmatch(part) or part.endswith((".", " ")))


def test_what_windows_cannot_hold_is_found() -> None:
    wrong = ["a:b.csv", "aux.txt", "c/d?.svg", "trailing.", "Twice", "twice"]
    assert illegal([*wrong, "fine-1.csv", "outcomes.zarr/stand/c/0"]) == wrong


def test_every_file_of_the_project_has_a_name_that_windows_can_hold() -> None:
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    assert illegal([name for name in names if name]) == []


def test_names_that_become_names_of_files_are_legal() -> None:
    """Outcomes are folders in the store and figures; models and scenarios are folders of results."""
    names = {name for model in registry.names() for name in registry.model(model).outcomes()}
    scenarios = {path.stem for path in packaged().files("scenarios/*.yaml")}
    for some in (names, scenarios, set(registry.names())):
        assert some
        assert illegal(sorted(some)) == []


@pytest.fixture(scope="module")
def held() -> Iterator[list[str]]:
    """The files that somebody has open while they are moved or replaced, or while others take their place."""
    found: list[str] = []

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def moving(source: Any, target: Any, **more: Any) -> Any:
            ends = [os.path.realpath(os.fspath(one)) for one in (source, target)]
            here = [path for path in _open_files() if any(path == end or path.startswith(f"{end}/") for end in ends)]
            found.extend(here)
            return call(source, target, **more)

        return moving

    with pytest.MonkeyPatch.context() as patch:
        for name in ("replace", "rename"):
            patch.setattr(os, name, watched(getattr(os, name)))
        yield found


def _open_files() -> list[str]:
    found = []
    for entry in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{entry}"))
        except OSError:  # that of the listing itself
            continue
    mapped = Path("/proc/self/maps").read_text(encoding="utf-8")
    return found + re.findall(r"(/\S.*)$", mapped, flags=re.MULTILINE)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there the system lists what is open")
@pytest.mark.long
def test_files_are_closed_before_they_are_replaced(
    held: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows replaces no file that is open. Each command is given twice, so that it replaces what it made."""
    monkeypatch.chdir(tmp_path)
    run = ("run", "asiel", "--workers", "1", "--no-figures", "--draws")
    pair = ("results/asiel", "results/krap")
    commands = [
        (*run, "20"), (*run, "40"), (*run, "30", "--overwrite"), (*run, "120"),
        (*run, "120", "--set", "asiel.opvang.bezettingsnorm=0.96", "--out", pair[1]),
        *[("compare", *pair)] * 2, *[("sensitivity", pair[0])] * 2, *[("diff", *pair, "--to", "md", "--overwrite")] * 2,
        *[("report", *pair, "--to", "docx", "--overwrite")] * 2,
        (*run, "1010", "--keep", "statistics", "--out", "results/s"),
        (*run, "1020", "--keep", "statistics", "--out", "results/s"),
    ]  # fmt: skip
    for words in commands:
        done = CliRunner().invoke(main, [*words])
        assert done.exit_code == 0, (words, done.output)
    assert held == []
    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")]
    assert illegal(names) == []


def test_an_open_file_would_be_seen(held: list[str], tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only there the system lists what is open")
    place = tmp_path / "open.txt"
    place.write_text("1")
    before = len(held)
    with place.open():
        os.replace(place, tmp_path / "elsewhere.txt")
    assert held[before:] == [str(place)]
    del held[before:]
