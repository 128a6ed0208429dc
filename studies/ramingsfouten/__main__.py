"""`python -m studies.ramingsfouten [FOLDER]` writes the page into FOLDER (docs)."""

from __future__ import annotations

import sys
from pathlib import Path

from studies.ramingsfouten.page import write

print(write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")))
