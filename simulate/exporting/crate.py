"""The metadata of an exported folder as an RO-Crate: what it holds, how it was made, and what it rests on.

https://w3id.org/ro/crate/1.2. Everything is in one flat list of things that refer to each other by their `@id`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulate.inputs.schema.forms import SourceForm
from simulate.running.store.record import Record
from simulate.scenario import Scenario
from simulate.vocabulary import Language

NAME = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.2"
CONTEXT = f"{PROFILE}/context"
UNKNOWN = "unknown"
"""The licence or publisher of a source of which nobody has said it."""
RUN, PROGRAM = "#run", "#simulate"
ENCODING = {".csv": "text/csv", ".json": "application/json", ".md": "text/markdown", ".yaml": "application/yaml"}

Thing = dict[str, Any]
Sources = Mapping[str, SourceForm | None]
"""Sources by their key; None for one that is not in the register (any more)."""


@dataclass(frozen=True)
class Described:
    """What is told of an exported folder in words."""

    title: str
    about: str
    files: Mapping[str, str]
    """What each file is, by its name."""


def crate(
    folder: Path, said: Described, record: Record, scenario: Scenario, sources: Sources, language: Language
) -> Thing:
    """Return the metadata of the files in `folder` that `said` names, all of which are there."""
    files = [_file(folder / name, text) for name, text in said.files.items()]
    publishers = sorted({form.publisher for form in sources.values() if form is not None})
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": said.title,
        "description": said.about,
        "datePublished": record.finished or record.started,
        "inLanguage": language,
        "identifier": record.fingerprint,
        # Nobody but whoever publishes it can say on what terms others may use it.
        "license": UNKNOWN,
        "hasPart": [_to(file["@id"]) for file in files],
        "isBasedOn": [_to(_source_id(key)) for key in sources],
        "mentions": [_to(RUN)],
    }
    metadata = {"@id": NAME, "@type": "CreativeWork", "conformsTo": _to(PROFILE), "about": _to("./")}
    graph = [metadata, root, *files, _run(record, scenario, said), _program(record)]
    graph += [_source(key, form) for key, form in sources.items()]
    graph += [{"@id": _publisher_id(name), "@type": "Organization", "name": name} for name in publishers]
    return {"@context": CONTEXT, "@graph": graph}


def _to(one: str) -> Thing:
    return {"@id": one}


def _file(path: Path, text: str) -> Thing:
    content = path.read_bytes()
    return {
        "@id": path.name,
        "@type": "File",
        "name": path.name,
        "description": text,
        "encodingFormat": ENCODING[path.suffix],
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _run(record: Record, scenario: Scenario, said: Described) -> Thing:
    """Describe the run: with what, from what, when, and the numbers that decide it."""
    numbers = {"draws": record.draws, "seed": record.seed, "months": record.months, "block": record.block}
    return {
        "@id": RUN,
        "@type": "CreateAction",
        "name": scenario.name,
        "description": " ".join(record.command),
        "instrument": _to(PROGRAM),
        "object": [_to("scenario.yaml")],
        "result": [_to(name) for name in said.files if name.endswith(".csv")],
        "startTime": record.started,
        **({"endTime": record.finished} if record.finished else {}),
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value} for name, value in numbers.items()
        ],
    }


def _program(record: Record) -> Thing:
    version = record.versions.get("simulate", UNKNOWN)
    return {"@id": PROGRAM, "@type": "SoftwareApplication", "name": "simulate", "softwareVersion": version}


def _source(key: str, form: SourceForm | None) -> Thing:
    thing: Thing = {"@id": _source_id(key), "@type": "CreativeWork", "identifier": key}
    if form is None:
        return thing | {"name": key, "license": UNKNOWN}
    address = {"url": form.url} if form.url else {}
    return thing | {
        "name": form.title,
        "publisher": _to(_publisher_id(form.publisher)),
        "datePublished": str(form.date),
        "license": form.licence or UNKNOWN,
        **address,
    }


def _source_id(key: str) -> str:
    return f"#source-{key}"


def _publisher_id(name: str) -> str:
    return f"#publisher-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
