"""Why a report cannot be made."""

from __future__ import annotations

from simulate.running.errors import RunError


class CannotReport(RunError):
    """The folders, or the place to write to, cannot be used; the message says why, in one sentence."""

    exit_code = 2
