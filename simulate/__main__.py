"""`python -m simulate`: the same as the command `simulate`."""

from __future__ import annotations

from simulate.commands.door import main

if __name__ == "__main__":
    main(prog_name="simulate")
