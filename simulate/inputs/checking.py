"""`simulate check`: everything that is wrong in the files named, or in the whole project, at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from simulate.errors import InputError, Problem
from simulate.inputs.calibration import CalibrationForm, FittedForm
from simulate.inputs.library import Item, Library, items, whole_model
from simulate.inputs.model_info import model_names, why_no_model
from simulate.inputs.paths import Roots, find, roots, shown
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.remarks import remarks, worded
from simulate.inputs.resolve.calibration_rules import calibration_problems, model_problems, posterior_problems
from simulate.inputs.resolve.chain import read_chain
from simulate.inputs.resolve.scenario import assembled, problems_of
from simulate.inputs.resolve.variants import variants_of
from simulate.inputs.rules.derivation import derivation_problems
from simulate.inputs.rules.parameters import parameter_problems, source_problems
from simulate.inputs.rules.validate import validate
from simulate.inputs.schema.forms import (
    DateRuleForm,
    Form,
    LeversForm,
    MeasureForm,
    ParameterForm,
    SourceForm,
    SynonymForm,
)
from simulate.inputs.yaml.document import Document
from simulate.inputs.yaml.reading import read
from simulate.vocabulary import Label

F = TypeVar("F", bound=Form)
REGISTERS = ("bronnen.yaml", "synoniemen.yaml", "dateringsregels.yaml", "schuiven.yaml")
"""Files of parameters/ that belong to no model."""


REPLACES = Label(
    "{name} ({place}) telt in plaats van {below}, ook in scenario's die zijn meegeleverd",
    "{name} ({place}) counts instead of {below}, also in scenarios that come with the program",
)


@dataclass(frozen=True)
class Report:
    """What a check found, and how much it looked at."""

    files: int
    problems: tuple[Problem, ...]
    remarks: tuple[Label, ...] = ()
    """What is said of scenarios that are right."""

    @property
    def summary(self) -> str:
        return "1 file checked, nothing wrong" if self.files == 1 else f"{self.files} files checked, nothing wrong"


def check(files: Sequence[str | Path] = ()) -> Report:
    """Check the files named with all they use; without files everything in the project (or in the packages)."""
    problems: list[Problem] = []
    said: list[Label] = []
    paths: list[Path] = []
    for file in files:
        try:
            paths.append(find(file))
        except InputError as error:
            problems.extend(error.problems)
    if not files:
        paths, strays = _everything(roots())
        problems.extend(strays)
    libraries: dict[Roots, Library] = {}
    for path in paths:
        found = roots(path)
        library = libraries.setdefault(found, Library(found))
        problems.extend(_file_problems(path, library, said))
    return Report(len(paths), InputError(problems).problems, tuple(dict.fromkeys(said)))


def _everything(found: Roots) -> tuple[list[Path], list[Problem]]:
    """List every YAML file that is checked, and the problems of those that would never be read where they are."""
    paths, strays = [], []
    folders = ("parameters", "scenarios", "calibration")
    every = ((root, path) for root in found.checked for one in folders for path in root.files(f"{one}/**/*.y*ml"))
    for root, path in every:
        parts = path.relative_to(root.path).parts
        sits = (
            (parts[0] == "parameters" and len(parts) == 2 and parts[1] in REGISTERS)
            or (len(parts) == 3 and parts[0] == "parameters")
            or (parts[:2] == ("scenarios", "maatregelen") and len(parts) == 3)
            or (parts[0] in ("scenarios", "calibration") and len(parts) == 2)
        )
        if sits and path.suffix == ".yaml":
            paths.append(path)
        else:
            strays.append(
                Problem(
                    shown(path),
                    1,
                    1,
                    "a file here is never read",
                    expected=f"parameters/MODEL/*.yaml, {', '.join(f'parameters/{one}' for one in REGISTERS)}, "
                    "scenarios/*.yaml, scenarios/maatregelen/*.yaml or calibration/MODEL.yaml",
                )
            )
    return paths, strays


def _file_problems(path: Path, library: Library, said: list[Label]) -> list[Problem]:
    """Return the problems of a file, and add to `said` what is to be said of a scenario that is right."""
    kind = kind_of(path)
    if kind == "scenario":
        return _scenario_problems(path, library, said)
    try:
        document = read(path, file=shown(path), label=library.roots.label(path))
    except InputError as error:
        return list(error.problems)
    if kind == "calibration":
        found = _calibration_file(path, document, library)
    elif kind == "sources":
        found = inside(items(document, SourceForm, "", library, source_problems))
    elif kind == "synonyms":
        found = inside(items(document, SynonymForm, "", library, library.synonym_rule))
    elif kind == "levers":
        found = inside(items(document, LeversForm, "", library, library.lever_rule))
    elif kind == "dates":
        found = inside(items(document, DateRuleForm, "", library, lambda *_: []))
    elif kind == "measures":
        found = inside(items(document, MeasureForm, "", library, library.measure_rule))
        # Names given twice show when all files are read.
        found += [
            problem
            for other in library.measures.documents
            for problem in other.problems
            if other.label == document.label
        ]
    else:
        found = _parameter_file(path, document, library)
        said += _replacing(path.parent.name, document, library)
    return [*document.problems, *found]


def inside(found: Sequence[Item[F]]) -> list[Problem]:
    """Return the problems of the named things of a file."""
    return [problem for item in found for problem in item.problems]


def _parameter_file(path: Path, document: Document, library: Library) -> list[Problem]:
    model, prefix = path.parent.name, f"{path.parent.name}.{path.stem}."
    read_items = items(document, ParameterForm, prefix, library, parameter_problems)
    found = inside(read_items) + _derivations(read_items, library)
    models = model_names()
    if model not in models:
        return [
            *found,
            Problem(
                document.file,
                1,
                1,
                why_no_model(model),
                expected=f"a file in parameters/MODEL/, with MODEL {listed(models)}",
                hint=did_you_mean(model, models),
            ),
        ]
    at_home = any(path.is_relative_to(root.path / "parameters") for root in library.roots.checked)
    return found + [problem for problem in whole_model(library, model) if at_home and problem.file == document.file]


def _replacing(model: str, document: Document, library: Library) -> list[Label]:
    """Say which parameters of a file count instead of those of the same name that a package has."""
    if model not in model_names():
        return []
    mine = (item for item in library.parameters(model).items.values() if item.document.label == document.label)
    return [worded(REPLACES, name=item.name, place=item.place, below=item.replaces) for item in mine if item.replaces]


def _derivations(found: Sequence[Item[ParameterForm]], library: Library) -> list[Problem]:
    """Return the problems of derivations that do not come out at the value of a parameter."""
    return [
        problem
        for item in found
        if item.form is not None and not item.problems
        for day, value in item.form.values.items()
        for problem in derivation_problems(
            value.derivation,
            value.value,
            day,
            library.parameter,
            item.document,
            (*item.steps, "values", day.isoformat()),
        )
    ]


def _calibration_file(path: Path, document: Document, library: Library) -> list[Problem]:
    """Return the problems of a calibration, or of the posterior of one, which is checked against its groups."""
    model, _, fitted = path.name.removesuffix(".yaml").partition(".")
    found = model_problems(model, model_names(), document)
    if fitted != "posterior":
        form, problems = validate(CalibrationForm, document, (), library)
        more = calibration_problems(form, document, model, library) if form is not None and not found else []
        return [*found, *problems, *more]
    posterior, problems = validate(FittedForm, document, (), library)
    beside = path.with_name(f"{model}.yaml")
    if posterior is None or not beside.is_file():
        return [*found, *problems]
    calibration, _ = validate(CalibrationForm, read(beside), (), library)
    return [*found, *problems, *(posterior_problems(posterior, document, calibration) if calibration else [])]


def _scenario_problems(path: Path, library: Library, said: list[Label]) -> list[Problem]:
    chain = read_chain(path, library.roots, library)
    found = problems_of(chain, library)
    if not found:
        try:
            said += remarks(assembled(chain, library))
            if chain.links[-1].form.variants:
                variants_of(path)
        except InputError as error:
            return list(error.problems)
    return found


_KINDS: tuple[tuple[str, Callable[[Path], bool]], ...] = (
    ("sources", lambda path: path.name == "bronnen.yaml"),
    ("synonyms", lambda path: path.name == "synoniemen.yaml"),
    ("dates", lambda path: path.name == "dateringsregels.yaml"),
    ("levers", lambda path: path.name == "schuiven.yaml"),
    ("measures", lambda path: path.parent.name == "maatregelen"),
    ("parameters", lambda path: path.parent.parent.name == "parameters"),
    ("calibration", lambda path: path.parent.name == "calibration"),
    ("scenario", lambda path: path.parent.name == "scenarios"),
)


def kind_of(path: Path) -> str:
    """Return the kind of a file: by its place, else by the keys in it."""
    for kind, sits in _KINDS:
        if sits(path):
            return kind
    try:
        data = read(path).data
    except InputError:
        return "scenario"
    if not isinstance(data, dict) or {"model", "extends"} & set(data):
        return "scenario"
    inner = {key for value in data.values() if isinstance(value, dict) for key in value}
    telling = (
        ("measures", {"effects", "legal_status"}),
        ("parameters", {"unit", "values", "role"}),
        ("sources", {"title", "publisher", "kind"}),
        ("synonyms", {"nl", "en", "names"}),
    )
    return next((kind for kind, keys in telling if len(inner & keys) >= 2), "scenario")
