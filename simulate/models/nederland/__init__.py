"""Nederland, the systems in one run: its parts, what they tell each other, and what only both together can say."""

from simulate.models.nederland.nederland import Nederland

__all__ = ["Nederland"]
