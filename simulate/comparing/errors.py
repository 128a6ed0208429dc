"""Why a comparison cannot be made."""

from __future__ import annotations

from simulate.running.errors import RunError


class CannotCompare(RunError):
    """The folders or what is asked of them cannot be used; the message says why, in one sentence."""

    exit_code = 2
