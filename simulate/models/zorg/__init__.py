"""Care: who asks for it at which deductible, who waits for it, and who pays."""

from simulate.models.zorg.zorg import Zorg

__all__ = ["Zorg"]
