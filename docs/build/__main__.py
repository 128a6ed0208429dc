"""`python -m docs.build [reference] [validation] [openapi] [--out FOLDER]` writes generated pages; by default all."""

from __future__ import annotations

import argparse
from pathlib import Path

from docs.build import openapi, reference_pages, validation_page

PARTS = {"reference": reference_pages.write, "validation": validation_page.write, "openapi": openapi.write}


def main() -> None:
    """Write the parts that the command line names, and print the path of every file."""
    parser = argparse.ArgumentParser(prog="python -m docs.build", description="Write the generated pages.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{' or '.join(PARTS)}; all of them by default")
    parser.add_argument("--out", type=Path, default=Path("docs"), help="the folder to write into (docs)")
    arguments = parser.parse_args()
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]!r}: choose from {', '.join(PARTS)}")
    for part in arguments.parts or PARTS:
        for path in PARTS[part](arguments.out):
            print(path)


if __name__ == "__main__":
    main()
