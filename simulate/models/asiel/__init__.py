"""The asylum chain, from application to a home or departure, and the reception that carries it."""

from simulate.models.asiel.asiel import Asiel

__all__ = ["Asiel"]
