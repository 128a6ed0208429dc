"""The example of a model of one's own, built and laid out as an installer would leave it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

EXAMPLE = Path(__file__).parents[1] / "examples" / "jeugdzorg"


def wheel(folder: Path) -> Path:
    """Build the wheel of the example in `folder`."""
    words = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    built = subprocess.run(words, cwd=EXAMPLE, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


def installed(folder: Path) -> Path:
    """Lay the wheel out in a folder that only has to be on the path."""
    place = folder / "site"
    with ZipFile(wheel(folder)) as archive:
        archive.extractall(place)
    return place
