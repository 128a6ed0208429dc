"""`simulate list`: the models, scenarios and measures there are."""

from __future__ import annotations

from simulate.inputs.catalogue import Catalogue
from simulate.render import terminal
from simulate.views.list import listing
from simulate.vocabulary import Language


def list_all(language: Language) -> None:
    """Print the models, scenarios and measures there are."""
    terminal.show(listing(Catalogue(), language), terminal.console())
