"""What the processes of a model do, in English, and which of them moves people along which flow."""

from __future__ import annotations

import ast
import inspect
import sys

from simulate.engine.model import Model
from simulate.engine.stocks import Flow
from simulate.vocabulary import Label

FILES: dict[str, Label] = {
    "kaart": Label("Kaart", "Map: the stocks and flows"),
    "instroom": Label("Instroom", "Inflow"),
    "beslissen": Label("Beslissen", "Deciding"),
    "beslistijd": Label("Beslistijd", "Decision time"),
    "beroep": Label("Beroep", "Appeal"),
    "nareis": Label("Nareis", "Family reunification"),
    "huisvesting": Label("Huisvesting", "Housing of status holders"),
    "vertrek": Label("Vertrek", "Departure"),
    "opvang": Label("Opvang", "Reception"),
    "capaciteit": Label("Capaciteit", "Reception capacity"),
    "oekraine": Label("Oekraïne", "Displaced people from Ukraine"),
    "kosten": Label("Kosten", "Costs"),
    "werk": Label("Werk en bijstand", "Work and social assistance"),
    "beginstand": Label("Beginstand", "Stocks at the start"),
}
"""The files of processes and parameters."""

PROCESSES: dict[str, Label] = {
    "instroom": Label("instromen", "first applications come in"),
    "herhaling": Label("herhalen", "repeat applications come in"),
    "hervestigen": Label("hervestigen", "invited refugees arrive with a permit"),
    "afdoen": Label("afdoen", "close cases without a substantive decision"),
    "uren_verdelen": Label("uren verdelen", "divide the hours of the IND over kinds of cases"),
    "beslissen": Label("beslissen", "decide"),
    "beroep_instellen": Label("beroep instellen", "file appeals"),
    "herbeoordelingen_plannen": Label("herbeoordelingen plannen", "plan the re-assessment of permits"),
    "herbeoordelen": Label("herbeoordelen", "re-assess permits"),
    "werven": Label("werven", "recruit decision staff"),
    "rechtbank": Label("rechtbank", "district court: rulings in appeal"),
    "raad_van_state": Label("Raad van State", "Council of State: rulings in further appeal"),
    "nareis_verzoeken": Label("nareis verzoeken", "family reunification is requested"),
    "nareis_beslissen": Label("nareis beslissen", "decide on family reunification"),
    "nareis_aankomen": Label("nareizigers komen aan", "family members arrive"),
    "koppelen": Label("koppelen", "assign status holders to a municipality"),
    "taakstelling": Label("taakstelling", "set the half-yearly housing task"),
    "hotelregeling": Label("hotelregeling", "hotel scheme"),
    "doorstromen": Label("doorstromen", "move to and from flow-through locations"),
    "alternatief_huisvesten": Label("alternatief huisvesten", "house in alternative housing"),
    "huisvesten": Label("huisvesten", "house in municipalities"),
    "bijstand": Label("bijstand", "people enter and leave social assistance"),
    "vertrekplichtig_worden": Label("vertrekplichtig worden", "people become obliged to leave"),
    "vertrekken": Label("vertrekken", "depart"),
    "ontheemden": Label("ontheemden", "displaced people from Ukraine come, move and leave"),
    "ramen": Label("ramen", "forecast the need for places"),
    "spreidingswet": Label("Spreidingswet", "two-year cycle of the Distribution Act"),
    "bouwen": Label("bouwen", "open and close regular places"),
    "noodopvang": Label("noodopvang", "open and close emergency places"),
    "prijzen": Label("prijzen", "price level"),
    "instroom_optellen": Label("instroom optellen", "add up the inflow"),
    "voorraad_meten": Label("voorraad meten", "measure the open cases"),
    "huisvesting_optellen": Label("huisvesting optellen", "add up who was housed"),
    "bezetting_opmaken": Label("bezetting opmaken", "make up the occupancy"),
    "plekken_opmaken": Label("plekken opmaken", "make up the places"),
    "werk_meten": Label("werk meten", "measure work and assistance"),
    "ontheemden_meten": Label("ontheemden meten", "measure the displaced people"),
    "kosten_opmaken": Label("kosten opmaken", "make up the costs"),
}
"""The methods of the models that are processes or closings."""


def movers(model: type[Model]) -> dict[str, str]:
    """The file whose process moves people along each flow: `self.<flow>(…)` in its code."""
    flows = {name for name, declared in model.declared().items() if isinstance(declared, Flow)}
    found: dict[str, str] = {}
    for module in sorted({base.__module__ for base in model.__mro__ if issubclass(base, Model) and base is not Model}):
        for node in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
            match node:
                case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id="self"))) if name in flows:
                    found[name] = module.rpartition(".")[2]
    return found


def file_label(name: str) -> Label:
    """The label of a file of processes or parameters; its bare name when it has none."""
    return FILES.get(name, Label(name, name))
