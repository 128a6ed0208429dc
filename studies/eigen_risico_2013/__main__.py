"""`python -m studies.eigen_risico_2013 [FOLDER]` writes the page and its figures into FOLDER (docs)."""

from __future__ import annotations

import sys
from pathlib import Path

from studies.eigen_risico_2013.page import write

for written in write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
    print(written)
