"""The asylum chain, put together: which processes there are, and their order within a day."""

from __future__ import annotations

from simulate.models.asiel.beroep import Beroep
from simulate.models.asiel.huisvesting import Huisvesten
from simulate.models.asiel.instroom import Instroom
from simulate.models.asiel.kosten import Kosten
from simulate.models.asiel.nareis import Nareis
from simulate.models.asiel.oekraine import Oekraine
from simulate.models.asiel.vertrek import Vertrek
from simulate.models.asiel.werk import Werk


class Asiel(Instroom, Beroep, Nareis, Huisvesten, Vertrek, Oekraine, Kosten, Werk):
    """The asylum chain."""

    processes = (
        "instroom", "herhaling", "hervestigen",
        "afdoen", "uren_verdelen", "beslissen", "beroep_instellen", "herbeoordelingen_plannen",
        "herbeoordelen", "werven",
        "rechtbank", "raad_van_state",
        "nareis_verzoeken", "nareis_beslissen", "nareis_aankomen",
        "koppelen", "taakstelling", "hotelregeling", "doorstromen", "alternatief_huisvesten", "huisvesten",
        "bijstand",
        "vertrekplichtig_worden", "vertrekken",
        "ontheemden",
        "ramen", "spreidingswet", "bouwen", "noodopvang",
        "prijzen",
    )  # fmt: skip

    closings = (
        "instroom_optellen", "voorraad_meten", "huisvesting_optellen", "bezetting_opmaken", "plekken_opmaken",
        "werk_meten", "ontheemden_meten", "kosten_opmaken",
    )  # fmt: skip
