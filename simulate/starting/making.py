"""Make the folder of a new project from the files in `project/` beside this one.

A line of these that begins with `[nl]` or `[en]` is there in that language only; `{name}`, `{language}` and `{version}`
are filled in. A folder that begins with a dot in a project does not here, so that no tool takes it for its own.
"""

from __future__ import annotations

import re
from pathlib import Path

from simulate.errors import CannotAnswer
from simulate.files import replacing_folder, writing
from simulate.inputs.described import described
from simulate.inputs.paths import shown
from simulate.inputs.schema.json_schemas import write
from simulate.version import VERSION
from simulate.vocabulary import LANGUAGES, Language

TEMPLATE = Path(__file__).parent / "project"
DOTTED = ("vscode", "github", "gitignore")
MARKED = re.compile(rf"\[({'|'.join(LANGUAGES)})\] ?(.*)", re.DOTALL)
NAME = re.compile(r"\w[\w .-]{0,79}")


def make(folder: Path, language: Language) -> list[str]:
    """Make a project in `folder`, which is not there yet; return the paths in it, in order.

    CannotAnswer when it is there, or when the name cannot be that of a project.
    """
    name = folder.absolute().name
    if not NAME.fullmatch(name):
        raise CannotAnswer(f"'{name}' cannot be the name of a project: use letters, digits, - and _")
    if folder.exists():
        raise CannotAnswer(f"{shown(folder)} is there already: choose another name")
    with writing(folder.parent), replacing_folder(folder) as made:
        for path in _files():
            target = made / _placed(path.relative_to(TEMPLATE))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_filled(path.read_text(encoding="utf-8"), name, language), encoding="utf-8")
        write(made / "schemas", described())
        return sorted(one.relative_to(made).as_posix() for one in made.rglob("*") if one.is_file())


def _files() -> list[Path]:
    return sorted(path for path in TEMPLATE.rglob("*") if path.is_file())


def _placed(path: Path) -> Path:
    """Return where a file of the template goes."""
    first, *rest = path.parts
    return Path(f".{first}" if first in DOTTED else first, *rest)


def _filled(text: str, name: str, language: Language) -> str:
    lines = []
    for line in text.splitlines(keepends=True):
        found = MARKED.fullmatch(line)
        if found is None or found[1] == language:
            lines.append(line if found is None else found[2])
    filled = "".join(lines)
    for key, value in (("name", name), ("language", language), ("version", VERSION)):
        filled = filled.replace(f"{{{key}}}", value)
    return filled
