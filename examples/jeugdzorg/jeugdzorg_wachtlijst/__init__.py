"""Youth care: children are referred, wait, are treated, and leave."""

from __future__ import annotations

from pathlib import Path

from jeugdzorg_wachtlijst.wachtlijst import Wachtlijst

GEGEVENS = Path(__file__).parent / "gegevens"


class Jeugdzorg(Wachtlijst):
    """Youth care."""

    processes = (Wachtlijst.verwijzen_en_helpen,)
    closings = (Wachtlijst.wachtenden_tellen,)
