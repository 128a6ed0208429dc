"""How an outcome comes about, read in the code of its model: which processes make it, what they read, which flows."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from simulate.engine.composite import Composite
from simulate.engine.funds import Fund
from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.processes import Activity
from simulate.engine.stocks import Flow, Outside
from simulate.registry import model
from simulate.vocabulary import Label

CHANGES = {"order", "close", "steer", "expect", "start", "grant", "pay"}
"""Methods with which a process changes a pool or a fund."""


@dataclass(frozen=True)
class Maker:
    """A process or closing that makes an outcome."""

    name: str
    label: Label
    """What happens in it."""
    description: str
    """Its docstring, in the language of the domain."""
    file: str
    """Of the model."""


@dataclass(frozen=True)
class Origin:
    """What is behind one outcome. All names are those of outcomes or parameters of the model."""

    makers: tuple[Maker, ...] = ()
    parameters: tuple[str, ...] = ()
    """Read by the makers."""
    read: tuple[str, ...] = ()
    """Other outcomes that the makers read."""
    feeders: tuple[Maker, ...] = ()
    """Other processes that work out what the makers use and no outcome holds."""
    fed_parameters: tuple[str, ...] = ()
    """Read by the feeders and not by the makers."""
    inflows: tuple[str, ...] = ()
    """Of a stock: the flows into it."""
    outflows: tuple[str, ...] = ()
    source: str = ""
    """Of a flow: the stock that it leaves, empty outside the chain."""
    target: str = ""


@dataclass(frozen=True)
class _Function:
    """What stands in one function of the code of a model."""

    file: str
    node: ast.FunctionDef

    @cached_property
    def own(self) -> frozenset[str]:
        """The attributes of `self` that it names."""
        return frozenset(n.attr for n in self._attributes if isinstance(n.value, ast.Name) and n.value.id == "self")

    @cached_property
    def assigned(self) -> frozenset[str]:
        """The attributes of `self` to which it gives a value."""
        return frozenset(n.attr for n in self._attributes if isinstance(n.ctx, ast.Store)) & self.own

    @cached_property
    def attributes(self) -> frozenset[str]:
        return frozenset(n.attr for n in self._attributes)

    @cached_property
    def texts(self) -> frozenset[str]:
        """The texts in it: `self.last("bezetting")` reads an outcome by its name."""
        return frozenset(n.value for n in self._nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))

    @cached_property
    def recorded(self) -> frozenset[str]:
        """What it records by name; `**` for a dictionary of which the names stand elsewhere."""
        return frozenset(word.arg or "**" for call in self._calls("record") for word in call.keywords)

    @cached_property
    def called(self) -> frozenset[str]:
        functions = (n.func for n in self._nodes if isinstance(n, ast.Call))
        return frozenset(function.attr for function in functions if isinstance(function, ast.Attribute))

    def _calls(self, name: str) -> list[ast.Call]:
        calls = [n for n in self._nodes if isinstance(n, ast.Call)]
        return [n for n in calls if isinstance(n.func, ast.Attribute) and n.func.attr == name]

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.node))

    @cached_property
    def _attributes(self) -> list[ast.Attribute]:
        return [n for n in self._nodes if isinstance(n, ast.Attribute)]


class Code:
    """The functions of a model, and what each of its processes and closings comes down to."""

    def __init__(self, cls: type[Model]) -> None:
        self.declared = cls.declared()
        self.outcomes = cls.outcomes()
        self.parameters = cls.parameters()
        self.functions = _functions(cls)
        activities: list[Activity[object]] = [*cls.processes, *cls.closings]
        self.makers = {activity.name: _maker(activity) for activity in activities}
        self.reached = {name: self._reached(name) for name in self.makers}
        self._origins: dict[str, Origin] = {}

    def origin(self, outcome: str) -> Origin:
        """Trace one outcome of the model, once."""
        if outcome not in self._origins:
            self._origins[outcome] = self._trace(outcome)
        return self._origins[outcome]

    def _trace(self, outcome: str) -> Origin:
        flows = {name: one for name, one in self.declared.items() if isinstance(one, Flow)}
        thing = self.declared[outcome]
        inflows = tuple(name for name, flow in flows.items() if flow.target is thing)
        outflows = tuple(name for name, flow in flows.items() if flow.source is thing)
        makers = [name for name in self.makers if self._makes(name, outcome, {*inflows, *outflows})]
        functions = [function for name in makers for function in self.reached[name]]
        feeders = self._feeders(makers, functions)
        parameters = tuple(self.parameters_of(functions))
        fed = self.parameters_of([function for name in feeders for function in self.reached[name]])
        ends = (thing.source, thing.target) if isinstance(thing, Flow) else ()
        source, target = (("" if isinstance(end, Outside) else end.name) for end in ends) if ends else ("", "")
        return Origin(
            tuple(self.makers[name] for name in makers),
            parameters,
            tuple(self._read(functions, {outcome, *inflows, *outflows})),
            tuple(self.makers[name] for name in feeders),
            tuple(name for name in fed if name not in parameters),
            inflows,
            outflows,
            source,
            target,
        )

    def _makes(self, maker: str, outcome: str, flows: Iterable[str]) -> bool:
        functions = self.reached[maker]
        thing = self.declared[outcome]
        if isinstance(thing, Pool | Fund):
            return any(outcome in f.own and f.called & CHANGES for f in functions)
        if isinstance(thing, Flow) or self.outcomes[outcome].kind == "stock":
            moved = {outcome, *flows} if isinstance(thing, Flow) else set(flows)
            return any(f.called & moved & f.own for f in functions)
        if any(outcome in f.recorded for f in functions):
            return True
        elsewhere = any(outcome in f.recorded for name in self.makers for f in self.reached[name])
        # Recorded from a dictionary: by those that record one, in the file that declares it.
        return not elsewhere and any("**" in f.recorded for f in functions if f.file == self.outcomes[outcome].process)

    def _feeders(self, makers: list[str], functions: list[_Function]) -> list[str]:
        """List the other processes that give a value to an attribute that the makers use."""
        used = {word for f in functions for word in f.own} - set(self.declared) - set(self.functions)
        own = {word for name in makers for f in self.reached[name] for word in f.assigned}
        others = [name for name in self.makers if name not in makers]
        return [name for name in others if any(f.assigned & used - own for f in self.reached[name])]

    def parameters_of(self, functions: list[_Function]) -> Iterable[str]:
        """Yield the parameters that these functions read."""
        for name, files in self.parameters.items():
            last = name.rpartition(".")[2]
            if any(f.file in files and last in f.attributes for f in functions):
                yield name

    def _read(self, functions: list[_Function], without: set[str]) -> Iterable[str]:
        named = {word for f in functions for word in f.own | f.texts}
        recorded = {word for f in functions for word in f.recorded}
        return (name for name in self.outcomes if name in named - without - recorded)

    def _reached(self, name: str) -> list[_Function]:
        """List the functions that a process calls, directly or through others."""
        found: dict[str, list[_Function]] = {}
        ahead = [name]
        while ahead:
            one = ahead.pop()
            if one in found or one not in self.functions:
                continue
            found[one] = self.functions[one]
            # Processes do not call each other.
            ahead += [word for f in found[one] for word in f.own if word not in self.makers]
        return [f for functions in found.values() for f in functions]


def _functions(cls: type[Model]) -> Mapping[str, list[_Function]]:
    found: dict[str, list[_Function]] = {}
    modules = {base.__module__ for base in cls.__mro__ if issubclass(base, Model) and base not in (Model, Composite)}
    for module in sorted(modules):
        for node in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, []).append(_Function(module.rpartition(".")[2], node))
    return found


def _maker(activity: Activity[object]) -> Maker:
    description = " ".join((activity.__doc__ or "").split())
    return Maker(activity.name, activity.label, description, activity.method.__module__.rpartition(".")[2])


@cache
def code_of(name: str) -> Code:
    """Read the code of one model, once. Raises RegistryError when there is none of that name."""
    return Code(model(name))


def origin(name: str, outcome: str) -> Origin:
    """Trace one outcome of the model called `name`."""
    return code_of(name).origin(outcome)


def driven(name: str, parameters: Iterable[str]) -> list[str]:
    """List the outcomes of a model whose makers read one of these parameters."""
    wanted = set(parameters)
    code = code_of(name)
    return [outcome for outcome in code.outcomes if wanted & set(code.origin(outcome).parameters)]
