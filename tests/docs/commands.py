"""What the pages tell a reader to type: their blocks in the order of the page, and which cannot run in a test."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if (DOCS / "build") not in path.parents)]
TUTORIALS = (DOCS / "tutorial.md", DOCS / "nl" / "zelfstudie.md")
"""What these print is compared as well, by tests/test_tutorial.py."""
WIDTH = "100"
"""Characters of the terminal that the output on pages was copied from."""
BLOCK = re.compile(r"^```(yaml|console|sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# ([\w./-]+\.yaml)\n")
COMMENT = re.compile(r"(?:^|\s+)#\s.*$")

_ITSELF = "it makes or tests the environment that this runs in"
_TWO = "it needs two machines: tests/running/execution/test_cluster.py starts a scheduler and workers on one"
_SERVES = "it serves until it is stopped, and opens a browser: tests/page and `make page` do so"
_CALLS = "it asks a page that is open, with the key of that moment: tests/page makes the same calls"
_BITS = "it takes hours, or a program that is not installed: tests/test_settings.py does a scenario of each model"
_WHEEL = "it needs a package that is installed: tests/packaging/test_wheel.py installs it elsewhere and runs it there"
CANNOT = {
    "make run": _ITSELF,
    "make test": _ITSELF,
    ".venv/bin/pip install -e '.[cluster]'": _ITSELF,
    ".venv/bin/dask scheduler --host first --port 8786 &": _TWO,
    ".venv/bin/dask worker tcp://first:8786 --nworkers auto --nthreads 1 &": _TWO,
    ".venv/bin/dask worker tcp://first:8786 --nworkers auto --nthreads 1": _TWO,
    ".venv/bin/simulate run asiel.yaml --draws 100000 --scheduler tcp://first:8786 --out /shared/asiel": _TWO,
    "simulate open": _SERVES,
    "simulate open asiel": _SERVES,
    ".venv/bin/simulate open": _SERVES,
    "simulate open '#v=1&s=asiel.yaml&m=spreidingswet_intrekken:2027-07-01:zeker'": _SERVES,
    "# token: wat in het adres achter ?token= staat": _CALLS,
    **dict.fromkeys(
        (
            "TOKEN=…",
            """WENS='{"state": "s=asiel.yaml&m=spreidingswet_intrekken:2027-07-01:zeker&o=plekken_totaal&y=2028"}'""",
            'curl -H "Authorization: Bearer $TOKEN" -d "$WENS" http://127.0.0.1:8765/api/check',
            'curl -H "Authorization: Bearer $TOKEN" -d "$WENS" http://127.0.0.1:8765/api/runs',
            'curl -NH "Authorization: Bearer $TOKEN" "http://127.0.0.1:8765/api/runs/$ID/events?against=$BASE"',
            'curl -H "Authorization: Bearer $TOKEN" '
            '"http://127.0.0.1:8765/api/runs/$ID/outcomes/plekken_totaal?against=$BASE&draws=1000"',
        ),
        _CALLS,
    ),
    "simulate calibrate asiel": "it takes a quarter of an hour: tests/calibrating fits on fewer points",
    "python studies/same_bits.py --under without-avx512 without-avx2 generic oldest": _BITS,
    "python studies/same_bits.py --under interpreter --draws 4 --months 24": _BITS,
    "python studies/same_bits.py --with andere-omgeving/bin/python": _BITS,
    "python studies/same_bits.py asiel.yaml wonen.yaml zorg.yaml --months 6 "
    "--with 'qemu-x86_64 -cpu Nehalem .venv/bin/python'": _BITS,
    "pip install .": _WHEEL,
    "simulate list --model jeugdzorg": _WHEEL,
    "simulate check jeugdzorg": _WHEEL,
    "simulate run jeugdzorg jeugdzorg-meer-behandelaars --draws 500": _WHEEL,
    "simulate compare results/jeugdzorg results/jeugdzorg-meer-behandelaars": _WHEEL,
    "simulate report results/jeugdzorg results/jeugdzorg-meer-behandelaars --to docx": _WHEEL,
}
"""Why a command of a page is not run by tests/docs/test_commands.py, and what does run it."""


def steps(page: Path) -> Iterator[tuple[str, str, str]]:
    """What a reader does: `file` with its path and text, `command` with what it prints, `python` with the code."""
    for language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            yield "python", body, ""
        elif language == "yaml":
            named = FILE.match(body)
            if named is not None:
                yield "file", named[1], body
        elif language == "sh":
            for line in body.splitlines():
                command = COMMENT.sub("", line)
                if command:
                    yield "command", command, ""
        else:
            for part in body.split("$ ")[1:]:
                command, _, shown = part.partition("\n")
                yield "command", command, shown


def typed(page: Path) -> list[str]:
    """List the commands of a page, and of a program its first line, by which the list knows it."""
    return [text.partition("\n")[0] for kind, text, _ in steps(page) if kind != "file"]


def environment(page: Path) -> dict[str, str]:
    """Return the environment of a reader: the programs of this Python on the path, the language of the page."""
    programs = str(Path(sys.executable).parent)
    own = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "COLUMNS": WIDTH, "LANG": "C.UTF-8"}
    language = "nl" if page.parent == DOCS / "nl" else "en"
    return os.environ | own | {"PYTHONPATH": str(ROOT), "SIMULATE_LANGUAGE": language}


def plain(text: str) -> str:
    """Without the white space that a narrower or wider terminal would change."""
    return " ".join(text.split())
