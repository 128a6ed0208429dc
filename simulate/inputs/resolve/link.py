"""One scenario file, and those that it builds on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from simulate.inputs.schema.forms import ScenarioForm
from simulate.inputs.yaml.document import Document


@dataclass(frozen=True)
class Link:
    """One scenario file of a chain. `form` is whole only when the chain has no problems."""

    name: str
    path: Path
    document: Document
    form: ScenarioForm
    parents: tuple[Link, ...] = ()

    @property
    def layer(self) -> str:
        return f"scenario {self.name}"

    @cached_property
    def line(self) -> tuple[Link, ...]:
        """Return all that it builds on and itself: parents before children, in the order given, each file once."""
        above: dict[Path, Link] = {}
        for parent in self.parents:
            for link in parent.line:
                above.setdefault(link.path, link)
        return (*above.values(), self)
