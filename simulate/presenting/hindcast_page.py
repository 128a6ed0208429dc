"""The pages of the hindcasts: the figures, the numbers, and what they prove and do not prove.

`python -m simulate.presenting.hindcast_page docs` runs the hindcasts and writes their pages and figures into docs/.
"""

from __future__ import annotations

import sys
from pathlib import Path

from simulate.presenting import hindcast_asiel, hindcast_wonen, hindcast_zorg


def write(folder: Path) -> list[Path]:
    """Run the hindcasts, and write their pages and figures into `folder`."""
    return [*hindcast_asiel.write(folder), *hindcast_wonen.write(folder), *hindcast_zorg.write(folder)]


if __name__ == "__main__":
    for written in write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
        print(written)
