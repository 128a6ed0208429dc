"""docs/dekking.md: every measure that the documents announce, with its lines, and what was done with it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from docs.build.page import page
from simulate.finding.citations import folder
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.yaml.reading import read
from simulate.render.markdown import code, table

REGISTER, COUNTS = "maatregelen.yaml", "tellingen.csv"
DOMAINS = {
    "wonen": "Housing",
    "asiel": "Asylum and migration",
    "zorg": "Care",
    "gemeenten": "Municipal money and government",
    "inkomen": "Income and benefits",
    "arbeid": "Labour",
    "overig": "Adjacent: work, income, budget",
}
CORE = ("wonen", "asiel", "zorg")
TREATMENTS = {"measures": "modelled", "baseline": "goal, parameter or worked out", "left_out": "left out, argued"}
UNREAD = {
    "regeerprogramma-2024": (
        "infrastructure, public transport and aviation beside what opens sites of homes (from line 2750)",
        "agriculture, fishery and nature beside nitrogen (from line 3300)",
        "energy and climate beside the grid (from line 4077)",
        "education, culture, media and sport (from line 5375)",
        "government, rule of law and police beside the courts (from line 5946)",
        "safety and international affairs (from line 7990)",
        "economy and business (from line 8438)",
    ),
    "bouwstenen-2025": (
        "energy, agriculture, economy, education, safety and the world beside what touches the domains",
    ),
    "d66-cda-2025": ("climate, nature, innovation, talent, defence, Europe and democracy",),
    "vng-2024": ("safety, information society, climate, culture and sport, international affairs",),
}
SCOPE = (
    "Read for this page: asylum, housing and care, municipal money, and the blocks beside them (income, labour, the "
    "budget). Other chapters were not read, one line each: {unread}. Statements of a problem are no measures. What a "
    "measure *acts on* is a reading; its lines are the document's."
)
NEEDED = (
    "Every announced measure is modelled (its page says how, and which part of it is the document's), or a goal, a "
    "parameter or worked out by a model, or left out with the reason and what would be needed."
)
OUTSIDE = (
    "Nursing homes, mental care, youth care and social security are in no model, or in part. What was counted of them "
    "is kept in `data/programme/tellingen.csv`, so that who models them has where to begin."
)


def announced() -> Mapping[str, Mapping[str, Mapping[str, Mapping[str, Any]]]]:
    """Load the announced measures: by document, domain and their short name in it."""
    found: Mapping[str, Mapping[str, Mapping[str, Mapping[str, Any]]]] = read(folder() / REGISTER).data
    return found


def treatment(entry: Mapping[str, Any]) -> str:
    """Return what was done with an announced measure: measures, baseline or left_out."""
    return next(kind for kind in TREATMENTS if kind in entry)


def coverage_page(catalogue: Catalogue) -> str:
    """Write out the page: its scope, a count by document and domain, the tables, and counts of what is not modelled."""
    documents = announced()
    titles = {key: item.form.title if (item := catalogue.sources.get(key)) and item.form else key for key in documents}
    unread = "; ".join(f"of {code(key)} {', '.join(UNREAD[key])}" for key in documents)
    parts = [
        part
        for key, domains in documents.items()
        for part in (f"## {titles[key]} ({code(key)})", *_tables(domains, catalogue))
    ]
    return page(
        "What the programmes announce, and what became of it here",
        SCOPE.format(unread=unread),
        NEEDED,
        "## How much",
        table(("Document", "Domain", "Announced", *TREATMENTS.values()), list(_counts(documents))),
        *parts,
        "## Counted, and not modelled",
        OUTSIDE,
        table(("Series", "Unit", "First", "Last", "Status of the last", "Source of the last"), list(_outside())),
    )


def _counts(documents: Mapping[str, Mapping[str, Mapping[str, Mapping[str, Any]]]]) -> Iterator[Sequence[object]]:
    total, core = Counter[str](), Counter[str]()
    for key, domains in documents.items():
        for domain, entries in domains.items():
            count = Counter(treatment(entry) for entry in entries.values())
            total += count
            core += count if domain in CORE else Counter()
            yield code(key), DOMAINS[domain], len(entries), *(count[kind] or "" for kind in TREATMENTS)
    yield "**Housing, asylum and care**", "", core.total(), *(core[kind] for kind in TREATMENTS)
    yield "**All**", "", total.total(), *(total[kind] for kind in TREATMENTS)


def _tables(domains: Mapping[str, Mapping[str, Mapping[str, Any]]], catalogue: Catalogue) -> Iterator[str]:
    for domain, entries in domains.items():
        yield f"### {DOMAINS[domain]}"
        rows = [
            (name, entry["what"], ", ".join(entry["lines"]), *_treated(entry, catalogue))
            for name, entry in entries.items()
        ]
        yield table(("", "Announced", "Lines", "Here", "What would be needed"), rows)


def _treated(entry: Mapping[str, Any], catalogue: Catalogue) -> tuple[str, str]:
    """Write what was done with a measure, with a link to the page of what models it, and what would be needed."""
    if "measures" in entry:
        return ", ".join(_link(name, catalogue) for name in entry["measures"]), ""
    if "baseline" in entry:
        return f"{TREATMENTS['baseline']}: {entry['baseline']}", ""
    return f"left out: {entry['left_out']}", entry.get("needed", "")


def _link(name: str, catalogue: Catalogue) -> str:
    form = catalogue.measures[name].form
    model = form.effects[0].parameter.split(".")[0] if form else ""
    return f"[{code(name)}]({model}-maatregelen.md)"


def _outside() -> Iterator[Sequence[object]]:
    with (folder() / COUNTS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, group in groupby(rows, key=lambda row: row["series"]):
        counts = list(group)
        first, last = counts[0], counts[-1]
        shown = [f"{float(row['value']):,.0f} ({row['period']})" for row in (first, last)]
        yield code(name), last["unit"], *shown, last["status"], last["source"]
