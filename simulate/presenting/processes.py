"""What the processes of a model do, in English, and which of them moves what is counted along which flow."""

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
    "plannen": Label("Plannen", "Plans"),
    "haalbaarheid": Label("Financiële haalbaarheid", "Financial feasibility"),
    "procedures": Label("Procedures", "Procedures: permits, objection and appeal"),
    "remmen": Label("Remmen", "Brakes after the permit"),
    "bouwen": Label("Bouwen", "Building"),
    "voorraad": Label("Bestaande voorraad", "Existing stock of homes"),
    "vraag": Label("Vraag", "Demand: households"),
    "doorstroming": Label("Doorstroming", "Chains of moves"),
    "toewijzing": Label("Toewijzing", "Allocation of social homes"),
    "doorlooptijd": Label("Doorlooptijd", "Lead time"),
    "bestaand": Label("Bestaande voorraad", "Changes of the existing stock"),
    "verdeling": Label("Verdeelsleutels", "Allocation keys"),
    "doel": Label("Doel", "Goal"),
    "wonen": Label("Woningbouw, bijeen", "Housing production, put together"),
    "bevolking": Label("Bevolking", "Population"),
    "zorgvraag": Label("Zorgvraag", "Demand for care"),
    "kostenverdeling": Label("Verdeling van zorgkosten", "Distribution of the cost of care"),
    "eigen_risico": Label("Eigen risico", "Deductible"),
    "gedrag": Label("Gedrag", "Behaviour"),
    "verwijzen": Label("Verwijzen", "Referring"),
    "verwijzing": Label("Verwijzing", "Referral"),
    "wachtlijst": Label("Wachtlijst", "Waiting list"),
    "wachttijd": Label("Wachttijd", "Waiting time"),
    "behandelen": Label("Behandelen", "Treating"),
    "personeel": Label("Personeel", "Staff"),
    "geld": Label("Geld", "Money"),
    "lasten": Label("Lasten", "Who bears what"),
    "zorgtoeslag": Label("Zorgtoeslag", "Care allowance"),
    "zorg": Label("Zorg, bijeen", "Care, put together"),
    "beginstand": Label("Beginstand", "Stocks at the start"),
}
"""The files of processes and parameters. A name means the same in every model."""

PROCESSES: dict[str, dict[str, Label]] = {
    "asiel": {
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
    },
    "wonen": {
        "plannen_maken": Label("plannen maken", "new plans come in"),
        "plannen_vaststellen": Label("plannen vaststellen", "soft plans become hard or drop out"),
        "uitwerken": Label("uitwerken", "hard plans are worked out for an application; infeasible ones wait for cover"),
        "dekken": Label("dekken", "plans without cover get money, are redesigned or given up"),
        "subsidie_verlenen": Label("subsidie verlenen", "grant the yearly budgets on 1 January"),
        "vergunnen": Label("vergunnen", "decide on permits within the capacity for it"),
        "vergunningen_opleggen": Label("vergunningen opleggen", "in a hindcast: permits as they were counted"),
        "remmen_ontmoeten": Label("remmen ontmoeten", "homes with a permit meet a brake, or go on"),
        "rechtspreken": Label("rechtspreken", "court rulings that shut the nitrogen gate"),
        "remmen_lossen": Label("remmen lossen", "gates open for homes with a permit"),
        "aansluiten": Label("aansluiten", "grid connections out of a shared queue"),
        "intrekken": Label("intrekken", "permits lapse"),
        "starten": Label("starten", "construction starts within the building capacity"),
        "opleveren": Label("opleveren", "complete homes"),
        "stimulans_uitkeren": Label("stimulans uitkeren", "pay the realisation incentive for what was realised"),
        "doorstromen": Label("doorstromen", "new homes for the elderly start chains of moves"),
        "bestaande_voorraad": Label("bestaande voorraad", "transform, split, place flex homes and demolish"),
        "bouwkracht": Label("bouwkracht", "set the building labour of the year"),
        "groeien": Label("groeien", "the number of households grows"),
        "toewijzen": Label("toewijzen", "allocate vacant social homes"),
        "woondeals": Label("woondeals", "regional agreements of the year: the mix of new plans"),
        "woningen_optellen": Label("woningen optellen", "add up the new homes, on three counts"),
        "pijplijn_opmaken": Label("pijplijn opmaken", "make up the pipeline, and what holds homes back"),
        "doorlooptijd_opmaken": Label("doorlooptijd opmaken", "make up the lead time"),
        "tekort_opmaken": Label("tekort opmaken", "make up the shortage"),
    },
    "zorg": {
        "vergrijzen": Label("vergrijzen", "the population ages, and prices rise"),
        "begroten": Label("begroten", "set how much hospital care is paid for"),
        "doelmatiger_werken": Label("doelmatiger werken", "do slightly more in an hour"),
        "eigen_risico_vaststellen": Label("eigen risico vaststellen", "set the deductible of the year"),
        "premie_vaststellen": Label("premie vaststellen", "set the premium and the allowance"),
        "lasten_verdelen": Label("lasten verdelen", "work out who bears more or less"),
        "opleiden": Label("opleiden", "train staff"),
        "komen_en_gaan": Label("komen en gaan", "staff come and leave"),
        "ziek_zijn": Label("ziek zijn", "staff are ill"),
        "terugkeren": Label("terugkeren", "avoided care comes back"),
        "mijden": Label("mijden", "care is avoided because of its price"),
        "verwijzen": Label("verwijzen", "refer patients"),
        "spreekuur_houden": Label("spreekuur houden", "see patients for the first time"),
        "behandelen": Label("behandelen", "treat patients"),
        "van_de_lijst_gaan": Label("van de lijst gaan", "patients leave the lists"),
        "wachtlijst_opmaken": Label("wachtlijst opmaken", "draw up the waiting lists at month end"),
        "geld_opmaken": Label("geld opmaken", "draw up the money of the month"),
        "lasten_opmaken": Label("lasten opmaken", "draw up who bears what in the month"),
    },
}
"""By model, its methods that are processes or closings."""


def movers(model: type[Model]) -> dict[str, str]:
    """The file whose process uses each flow: `self.<flow>(…)` in its code, or `getattr(self, …)` over its name."""
    flows = {name for name, declared in model.declared().items() if isinstance(declared, Flow)}
    found: dict[str, str] = {}
    for module in sorted({base.__module__ for base in model.__mro__ if issubclass(base, Model) and base is not Model}):
        for function in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
            if isinstance(function, ast.FunctionDef):
                found |= dict.fromkeys(flows & _used_in(function), module.rpartition(".")[2])
    return found


def _used_in(function: ast.FunctionDef) -> set[str]:
    """What a function calls on `self`; when it looks things up by name, also every name that it spells out."""
    called, spelt, looks_up = set[str](), set[str](), False
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id="self"))):
                called.add(name)
            case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id="self"), *_]):
                looks_up = True
            case ast.Constant(value=str(name)):
                spelt.add(name)
    return called | spelt if looks_up else called


def file_label(name: str) -> Label:
    """The label of a file of processes or parameters; its bare name when it has none."""
    return FILES.get(name, Label(name, name))
