"""`simulate show`: all that is known of one name."""

from __future__ import annotations

from simulate.inputs.catalogue import Catalogue
from simulate.render import terminal
from simulate.views.show.document import document
from simulate.vocabulary import Language


def show_name(name: str, language: Language) -> None:
    """Print all that is known of one name. InputError with the nearest name when there is none."""
    terminal.show(document(name, Catalogue(), language), terminal.console())
