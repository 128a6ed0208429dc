"""Which outcomes a command is about when none is named: the headline of the model of a result folder."""

from __future__ import annotations

from pathlib import Path

from simulate import models
from simulate.running import record


def headline_of(folder: Path) -> tuple[str, ...]:
    """Name the headline outcomes of the run in `folder`. CannotAnswer when it is no result folder."""
    try:
        return models.model(record.read(folder).model).headline
    except KeyError:
        # A model that is not there is told when the folder is opened.
        return ()
