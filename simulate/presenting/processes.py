"""What the files of a model are called, and which of them moves what is counted along which flow."""

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
