"""Housing production: from idea to key, and what holds a home back on its way."""

from simulate.models.wonen.wonen import Wonen

__all__ = ["Wonen"]
