"""Municipal money: from the circular of the gemeentefonds to the gap, and how municipalities close it."""

from simulate.models.gemeenten.gemeenten import Gemeenten

__all__ = ["Gemeenten"]
