"""Why a difference cannot be explained."""

from __future__ import annotations

from simulate.running.errors import RunError


class CannotExplain(RunError):
    """The folders or what is asked of them cannot be used; the message says why, in one sentence."""

    exit_code = 2
