"""What two commits make of the same scenarios: `simulate diff` between a worktree of each.

    python -m studies.two_commits OLD [NEW] [SCENARIO …] [-- OPTIONS of simulate diff]

OLD and NEW are commits, branches or tags; NEW is `.` for the checkout as it is, which is the default. Each commit gets
a worktree in `.diff/`, and an environment in it with that code alone. The libraries are those of the environment that
runs this, where the commit pins the same ones for running; else its own are installed. Both stay for the next time;
`git worktree remove --force .diff/…` takes them away. What differs between commits with the same libraries is due to
the code and its data.

Exit code as that of `simulate diff`: with `-- --same` it is 1 where any figure differs.
"""

from __future__ import annotations

import argparse
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".diff"
LOCK = Path("requirements") / "run.txt"
SCENARIOS = ("asiel", "wonen", "zorg", "gemeenten")
HERE = "."
"""The checkout as it is, with what is not committed."""


class Failed(Exception):
    """What git or pip refused; the text says what it printed last."""


def output(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command and return what it printed. Raises Failed."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        last = " ".join((done.stderr or done.stdout).strip().splitlines()[-3:])
        raise Failed(f"{' '.join(map(str, command[:3]))} …: {last}")
    return done.stdout.strip()


def commit_of(name: str) -> str:
    """Return the hash of the commit that a name stands for. Raises Failed."""
    return output("git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}") or name


def worktree(commit: str) -> Path:
    """Return a worktree of a commit; made where it is not there yet. Raises Failed."""
    folder = KEPT / commit[:12]
    if not (folder / ".git").exists():
        output("git", "worktree", "prune")
        output("git", "worktree", "add", "--detach", "--force", folder, commit)
    return folder


def environment(tree: Path) -> Path:
    """Return the interpreter of an environment with the code of a worktree; made where it is not there yet.

    Raises Failed.
    """
    folder = tree / ".venv"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    finished = folder / "finished"
    if finished.exists():
        return python
    borrowed = _text(tree / LOCK) == _text(ROOT / LOCK)
    output(sys.executable, "-m", "venv", "--clear", *(["--without-pip"] if borrowed else []), folder)
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check")
    if borrowed:
        # The folders of this environment are searched, but not what it has installed as editable: its own code.
        packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
        (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    else:
        output(*pip, "--require-hashes", "--requirement", tree / LOCK)
    output(*pip, "--no-deps", "--no-build-isolation", "--editable", tree)
    finished.touch()
    return python


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def side(name: str) -> tuple[Path, str]:
    """Return the interpreter of a commit, or of the checkout as it is, and what it is called. Raises Failed."""
    if name == HERE:
        return Path(sys.executable), "this checkout"
    commit = commit_of(name)
    return environment(worktree(commit)), name if commit.startswith(name) else f"{name} ({commit[:9]})"


def main() -> int:
    """Compare two commits and return the exit code."""
    words = sys.argv[1:]
    place = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("old", help="commit before")
    parser.add_argument("new", nargs="?", default=HERE, help="commit after [default: the checkout as it is]")
    parser.add_argument("scenarios", nargs="*", help=f"[default: {' '.join(SCENARIOS)}]")
    chosen = parser.parse_args(words[:place])
    try:
        (old, before), (new, after) = side(chosen.old), side(chosen.new)
    except Failed as error:
        parser.error(str(error))
    command = [sys.executable, "-m", "simulate", "diff", *(chosen.scenarios or SCENARIOS)]
    sides = ["--python", str(old), "--python", str(new), "--called", before, after]
    return subprocess.run([*command, *sides, *words[place + 1 :]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
