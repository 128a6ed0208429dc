"""The server of the page: which calls there are, and what each gives. The numbers come from the floors below."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from simulate.comparing.runs import ComparedRun
from simulate.dutch.translating import translate
from simulate.errors import InputError, Problem, SimulateError
from simulate.explaining.computing import compute as compute_with
from simulate.explaining.explanation import ExplainOptions, block_runs, explained, question_of
from simulate.files import write_whole
from simulate.inputs.paths import results, shown, writable
from simulate.inputs.problems import nearest
from simulate.page import answers, catalogue
from simulate.page.basis import basis_of, changed_since
from simulate.page.jobs import Job, Jobs, Kept, command, room
from simulate.page.plan import DRAWS, NAMES, Desk, Plan, Refused
from simulate.page.runs import Run, Runs, watch
from simulate.page.schema import openapi
from simulate.page.security import MOST_STREAMS, TooLarge, refuse
from simulate.page.texts import texts
from simulate.page.wish import Changes, Unread, Wish, decode, encode
from simulate.page.workers import Workers
from simulate.registry import names as model_names
from simulate.views.explain import text as explain_text
from simulate.views.explain.rows import contribution_rows
from simulate.vocabulary import Language

STATIC = {
    "page.html": "text/html; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "chart.js": "text/javascript; charset=utf-8",
    "parts.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
EXPLORE = "explore.js"
"""The drawing of the report's explorer, of which the page uses the small functions."""
EXPLAINED_DRAWS = 250
COUPLED_DRAWS = 60
MOST_JOBS = 2
SAVED_NAME = r"[a-z0-9][a-z0-9_-]{0,59}"
MOST_DRAWS = 20_000

Body = TypeVar("Body", bound=BaseModel)
Call = Callable[["Page", Request], Awaitable[Response]]


class Asked(BaseModel):
    """The body of what asks for runs: a wish as fields, or as the text of an address."""

    model_config = ConfigDict(extra="forbid")
    wish: Wish | None = None
    state: str | None = Field(default=None, max_length=20_000)


class AskedRuns(Asked):
    compare: bool = False
    """Hold the kept variants against the base too, and not only what is changed now."""


class AskedKeep(Asked):
    name: str = Field(pattern=f"^{SAVED_NAME}$")
    draws: int = Field(default=DRAWS, ge=1, le=MOST_DRAWS)


class AskedReport(Asked):
    form: str = Field(default="html", pattern="^(html|docx)$")
    draws: int = Field(default=1000, ge=1, le=MOST_DRAWS)


class Page:
    """One open project: what is read of it, its runs and its jobs."""

    def __init__(self, desk: Desk | None = None) -> None:
        self.desk = desk or Desk()
        self.workers = Workers(tuple(model_names()))
        self.runs = Runs(self.workers)
        self.jobs = Jobs()
        self.streams: dict[str, set[asyncio.Task[Any]]] = {}
        self._reading = asyncio.Lock()
        self._found: catalogue.Found | None = None

    async def read(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call what reads the files of the project, one at a time: the library is read once, for all."""
        async with self._reading:
            return await asyncio.to_thread(function, *arguments)

    def found(self) -> catalogue.Found:
        """Return the search over the project as it is now."""
        fresh = self.desk.fresh()
        if self._found is None or self._found.catalogue is not fresh:
            self._found = catalogue.Found(fresh)
        return self._found

    async def plan(self, wish: Wish) -> Plan:
        """Make the scenarios of a wish. InputError where they cannot be."""
        plan: Plan = await self.read(self.desk.plan, wish)
        return plan

    async def plans(self, wish: Wish, compare: bool) -> tuple[Plan, list[tuple[str, Plan]]]:
        """Make the base, and what is held against it by name: the variants, or what is changed now."""
        now = await self.plan(wish)
        others = []
        if compare:
            for place, changes in enumerate(wish.variants):
                name = NAMES[place].upper()
                made = await self.read(self.desk.plan, wish, changes, f"variant-{NAMES[place]}")
                others.append((name, made))
        elif wish.changes:
            others.append(("variant", now))
        return now, others


def read_wish(body: Asked) -> tuple[Wish, list[Unread]]:
    """Return the wish of a body, and what of its text could not be understood."""
    if body.wish is not None:
        return body.wish, []
    return decode(body.state or "")


async def read_body(request: Request, form: type[Body]) -> Body:
    """Read a body by its form. InputError where it is not that."""
    try:
        return form.model_validate_json(await asyncio.wait_for(request.body(), 15))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        places = [Problem("request", 0, 1, f"{'.'.join(map(str, one['loc']))}: {one['msg']}") for one in found[:20]]
        raise InputError(places) from None


def language_of(request: Request) -> Language:
    """Return the language that is asked for: Dutch, unless it is English."""
    return "en" if request.query_params.get("language") == "en" else "nl"


def answered(function: Call) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a call: what is wrong becomes an answer with a reason, never a traceback."""

    async def endpoint(request: Request) -> Response:
        page: Page = request.app.state.page
        try:
            return await function(page, request)
        except TooLarge:
            return _no(request, 413, "that is more than the page ever sends")
        except TimeoutError:
            return _no(request, 408, "that took too long to come")
        except InputError as error:
            return JSONResponse({"problems": problems_of(error, language_of(request))}, 422)
        except SimulateError as error:
            return _no(request, 409, str(error))

    return endpoint


def problems_of(error: InputError, language: Language) -> list[dict[str, Any]]:
    """Return problems as `simulate check` says them, each with the field of the page that it belongs to."""
    fields = {id(one.problem): one.field for one in error.refusals} if isinstance(error, Refused) else {}
    by_value = {one.problem: one.field for one in error.refusals} if isinstance(error, Refused) else {}
    return [
        {
            "field": fields.get(id(one), by_value.get(one, "")),
            "message": translate(one.message, language),
            "expected": translate(one.expected, language) if one.expected else "",
            "hint": translate(one.hint, language) if one.hint else "",
            "place": one.place,
        }
        for one in error.problems
    ]


def _no(request: Request, status: int, message: str) -> Response:
    """Return an answer that says why something is not given, in the language of who asks."""
    return refuse(status, translate(message, language_of(request)))


def _given(data: Any, status: int = 200) -> Response:
    return JSONResponse(data, status)


# --- what there is


async def models(page: Page, request: Request) -> Response:
    """List the models."""
    return _given(await page.read(lambda: catalogue.models(page.desk.fresh(), language_of(request))))


async def scenarios(page: Page, request: Request) -> Response:
    """List the scenarios and the newest results."""
    language = language_of(request)

    def listed() -> dict[str, Any]:
        fresh = page.desk.fresh()
        return {
            "scenarios": catalogue.scenarios(fresh, language),
            "models": catalogue.models(fresh, language),
            "results": catalogue.newest_results(language),
        }

    return _given(await page.read(listed))


async def scenario(page: Page, request: Request) -> Response:
    """Describe a scenario: what can be changed of it and seen of it. What computes it is made ready meanwhile."""
    name, language = request.path_params["name"], language_of(request)
    base = await page.read(page.desk.base, name)
    found = await page.read(catalogue.scenario, page.desk.catalogue, base, name, language)
    return _given(found | {"basis": await page.read(basis_of, base)})


async def measures(page: Page, request: Request) -> Response:
    """List the measures of a scenario that words mean; all of them without words."""
    language, words = language_of(request), request.query_params.get("q", "")
    base = await page.read(page.desk.base, request.query_params.get("scenario", ""))
    every = await page.read(catalogue.measures, page.desk.catalogue, base, language)
    if not words.strip():
        return _given({"measures": every})
    by_name = {one["name"]: one for one in every}
    names = await page.read(lambda: page.found().measures(words, list(by_name)))
    return _given({"measures": [by_name[name] for name in names]})


async def measure(page: Page, request: Request) -> Response:
    """Give the words of the document behind a measure."""
    name = request.path_params["name"]
    found = await page.read(lambda: catalogue.measure_source(page.desk.fresh(), name, language_of(request)))
    return _given(found) if found else _no(request, 404, f"there is no measure '{name[:80]}'")


async def parameters(page: Page, request: Request) -> Response:
    """List the parameters of a scenario that words mean, or those of some names."""
    language, given = language_of(request), request.query_params
    base = await page.read(page.desk.base, given.get("scenario", ""))
    if names := given.get("names"):
        some = names.split(",")[:200]
        return _given({"parameters": await page.read(catalogue.parameters, page.desk.catalogue, base, some, language)})
    words = given.get("q", "")
    return _given({"parameters": await page.read(lambda: page.found().parameters(words, base, language))})


async def said(page: Page, request: Request) -> Response:
    """Give the texts of the page."""
    return _given(texts(language_of(request)))


# --- a wish


async def check(page: Page, request: Request) -> Response:
    """Check a wish: its problems by field, or its fingerprint and YAML; and what of a link could not be applied."""
    body = await read_body(request, Asked)
    wish, unread = read_wish(body)
    language = wish.language
    found: dict[str, Any] = {"problems": [], "said": [], "changed": [], "yaml": "", "id": ""}
    if wish.scenario:
        wish, more, found["changed"] = await page.read(_applied, page, wish)
        unread += more
    if wish.scenario:
        try:
            plan = await page.plan(wish)
            found |= {
                "yaml": plan.text,
                "id": Run(plan.scenario, ()).id,
                "said": [one.in_(language) for one in plan.said],
            }
            wish = wish.model_copy(update={"basis": await page.read(basis_of, plan.base)})
        except InputError as error:
            found["problems"] = problems_of(error, language)
    dropped = [{"text": one.text, "reason": translate(one.reason, language)} for one in unread]
    return _given(found | {"wish": wish.model_dump(mode="json"), "state": encode(wish), "dropped": dropped})


def _applied(page: Page, wish: Wish) -> tuple[Wish, list[Unread], list[str]]:
    """Leave out what a scenario does not have, and say so; and what has changed since the link was made."""
    from simulate.inputs.model_info import model_info
    from simulate.inputs.parts import NoPart, part_of

    unread = list[Unread]()
    try:
        base = page.desk.base(wish.scenario)
    except InputError as error:
        names = [path.name for path in page.desk.catalogue.roots.scenarios()]
        near = nearest(wish.scenario, names) if page.desk.path(wish.scenario) is None else None
        reason = f"did you mean '{near}'?" if near else error.problems[0].message
        none = Wish(language=wish.language)
        return none, [Unread(text=f"s={wish.scenario}", reason=reason)], []
    known = catalogue.known_measures(base, page.desk.catalogue)

    def fitting(changes: Changes) -> Changes:
        for one in changes.measures:
            if one.name not in known:
                unread.append(Unread(text=f"m={one.name}", reason="this model has no measure of that name"))
        for moved in changes.parameters:
            if moved.name not in base.parameters:
                unread.append(Unread(text=f"p={moved.name}", reason="this model has no parameter of that name"))
        return Changes(
            measures=tuple(one for one in changes.measures if one.name in known),
            parameters=tuple(one for one in changes.parameters if one.name in base.parameters),
        )

    updates: dict[str, Any] = {
        "changes": fitting(wish.changes),
        "variants": tuple(fitting(one) for one in wish.variants),
    }
    try:
        if wish.outcome:
            updates["outcome"] = str(part_of(wish.outcome, model_info(base.model).outcomes))
    except NoPart as error:
        unread.append(Unread(text=f"o={wish.outcome}", reason=str(error)))
        updates["outcome"] = ""
    return wish.model_copy(update=updates), unread, changed_since(wish.basis, base)


# --- runs


async def begin(page: Page, request: Request) -> Response:
    """Make the runs of a wish. They are computed while somebody listens to their events, or asks for an outcome."""
    body = await read_body(request, AskedRuns)
    wish, _ = read_wish(body)
    now, others = await page.plans(wish, body.compare)
    every = [now.base, *(plan.scenario for _, plan in others)]
    wanted = answers.wanted_of(every, wish.outcome)
    runs = [page.runs.of(one, wanted) for one in every]
    return _given(
        {
            "id": runs[-1].id,
            "base": runs[0].id,
            "runs": [run.id for run in runs],
            "names": [name for name, _ in others],
            "stages": list(page.runs.stages(now.base)),
            "state": encode(wish),
            "outcome": str(answers.part_shown(wish.outcome, now.scenario)),
        },
        202,
    )


def _runs_asked(page: Page, request: Request) -> tuple[list[Run], list[str]] | None:
    """Return the runs that a request is about, the base first, and their names; None where one is not there."""
    given = request.query_params
    ids = [request.path_params["id"], *given.getlist("with")]
    base = given.get("against")
    others = [page.runs.get(id_) for id_ in ids if id_ != base]
    first = [page.runs.get(base)] if base else []
    found = [*first, *others]
    if not found or any(one is None for one in found):
        return None
    names = given.getlist("name")
    labels = ["basis", *(names if len(names) == len(others) else [f"{place + 1}" for place in range(len(others))])]
    return [one for one in found if one is not None], labels[: len(found)] if first else labels[1:] or ["basis"]


MANY = "too many pages are waiting for runs at once"
GONE = "this run is not there (any longer): ask for it again"


async def events(page: Page, request: Request) -> Response:
    """Tell how runs come along, while they are computed: queued, progress, preview, done, failed."""
    asked = _runs_asked(page, request)
    if asked is None:
        return _no(request, 404, GONE)
    if sum(map(len, page.streams.values())) >= MOST_STREAMS:
        return _no(request, 503, MANY)
    language = language_of(request)

    async def telling() -> AsyncIterator[str]:
        task = asyncio.current_task()
        assert task is not None
        mine = page.streams.setdefault(request.path_params["id"], set())
        mine.add(task)
        news: list[str] = []
        pending: asyncio.Task[Any] | None = None
        try:
            if sum(map(len, page.streams.values())) > MOST_STREAMS:
                # Of many that came at once, before any was counted.
                yield _event("failed", {"message": translate(MANY, language)})
                return
            yield _event("queued", {"stages": list(page.runs.stages(asked[0][0].scenario))})
            stages = watch(page.runs, asked[0], news.append)
            while True:
                pending = asyncio.ensure_future(_next(stages))
                # What is computed is said at once, also where it takes seconds.
                await asyncio.sleep(0)
                while not pending.done():
                    if news:
                        yield _event("progress", {"draws": int(news.pop())})
                    await asyncio.wait([pending], timeout=2.0)
                    if not pending.done() and not news:
                        yield ": waiting\n\n"
                stage = pending.result()
                if stage is None:
                    break
                yield _event("preview", {"draws": stage.draws, "last": stage.last})
            yield _event("done", {"draws": asked[0][0].draws})
        except asyncio.CancelledError:
            if pending is not None:
                pending.cancel()
            raise
        except SimulateError as error:
            yield _event("failed", {"message": translate(str(error), language)})
        finally:
            if pending is not None and not pending.done():
                pending.cancel()
            mine.discard(task)
            if not mine:
                page.streams.pop(request.path_params["id"], None)

    return StreamingResponse(telling(), media_type="text/event-stream")


async def _next(stages: AsyncIterator[Any]) -> Any:
    return await anext(stages, None)


def _event(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"


async def cancel(page: Page, request: Request) -> Response:
    """Leave off a run: whoever listens to its events hears no more."""
    for task in list(page.streams.get(request.path_params["id"], ())):
        task.cancel()
    return _given({"cancelled": True})


async def outcome(page: Page, request: Request) -> Response:
    """Give what is shown of an outcome of a run, by itself or against a base; it is computed if it is not there."""
    asked = _runs_asked(page, request)
    if asked is None:
        return _no(request, 404, GONE)
    runs, names = asked
    draws, year = _whole(request, "draws", 250, DRAWS), request.query_params.get("year", "")
    stages = page.runs.stages(runs[0].scenario)
    await asyncio.gather(*(page.runs.need(run, draws) for run in runs))
    shown_year = int(year) if re.fullmatch("[0-9]{4}", year) else None
    data = await asyncio.to_thread(
        answers.shown, runs, names, draws, request.path_params["name"], shown_year, language_of(request),
        draws >= stages[-1],
    )  # fmt: skip
    return _given(data)


def _whole(request: Request, name: str, default: int, most: int) -> int:
    given = request.query_params.get(name, "")
    return max(1, min(int(given), most)) if re.fullmatch("[0-9]{1,6}", given) else default


async def scenario_yaml(page: Page, request: Request) -> Response:
    """Give the scenario of a wish, as `simulate run` takes it."""
    wish, _ = decode(request.query_params.get("state", ""))
    plan = await page.plan(wish)
    name = f"{wish.scenario.removesuffix('.yaml')}-wat-als.yaml"
    return Response(plan.text, media_type="application/yaml", headers=_attached(name))


def _attached(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


async def draws_csv(page: Page, request: Request) -> Response:
    """Give what is shown as CSV: a row a month, the quantiles of each run and of the difference."""
    asked = _runs_asked(page, request)
    if asked is None:
        return _no(request, 404, GONE)
    runs, names = asked
    draws = _whole(request, "draws", 250, DRAWS)
    await asyncio.gather(*(page.runs.need(run, draws) for run in runs))
    part = request.query_params.get("outcome", "")
    data = await asyncio.to_thread(answers.shown, runs, names, draws, part, None, language_of(request), False)
    text = io.StringIO()
    _write_csv(csv.writer(text, lineterminator="\n"), data)
    return Response(text.getvalue(), media_type="text/csv; charset=utf-8", headers=_attached("uitkomst.csv"))


def _write_csv(writer: Any, data: dict[str, Any]) -> None:
    statistics = ("mean", "p5", "p25", "p50", "p75", "p95")
    writer.writerow(("outcome", "run", "what", "month", "draws", *statistics))
    for run in data["runs"]:
        for what in ("fan", "difference"):
            if what in run:
                for place, month in enumerate(run[what]["at"]):
                    numbers = ("" if run[what][name][place] is None else run[what][name][place] for name in statistics)
                    writer.writerow((data["outcome"], run["name"], what, month, data["draws"], *numbers))


# --- what takes longer


async def keep(page: Page, request: Request) -> Response:
    """Keep a wish as a scenario of the project, and run it into a result folder: an ordinary run."""
    body = await read_body(request, AskedKeep)
    wish, _ = read_wish(body)
    plan = await page.plan(wish)
    if page.jobs.running >= MOST_JOBS:
        return _no(request, 429, "two things go on already: wait until one is done, or cancel it")
    way_out = "a folder of your own with scenarios/ and parameters/, in which `simulate open` is started"
    folder = writable(page.desk.catalogue.roots, "scenarios", way_out)
    path = folder / "scenarios" / f"{body.name}.yaml"
    text = plan.text
    if path.is_symlink() or (path.exists() and path.read_text(encoding="utf-8") != text):
        return _no(request, 409, f"there is a scenario {path.name} already: choose another name")
    out = results() / body.name

    async def work(job: Job) -> None:
        job.total = 1
        if not path.exists():
            await asyncio.to_thread(write_whole, path, text)
        job.result = {"scenario": shown(path), "folder": shown(out)}
        job.message = await Kept(str(path), out, body.draws).run(wish.language)
        job.done = 1

    return _given(page.jobs.begin("keep", work).data(), 202)


async def report(page: Page, request: Request) -> Response:
    """Make a report of a wish, with the base beside it where something is changed, to be fetched."""
    body = await read_body(request, AskedReport)
    wish, _ = read_wish(body)
    plan = await page.plan(wish)
    if page.jobs.running >= MOST_JOBS:
        return _no(request, 429, "two things go on already: wait until one is done, or cancel it")
    stem = wish.scenario.removesuffix(".yaml")
    base = page.desk.path(wish.scenario)
    part = str(answers.part_shown(wish.outcome, plan.scenario))

    async def work(job: Job) -> None:
        job.folder = room()
        name = f"{stem}-wat-als"[:80]
        kept = [Kept(str(base), job.folder / stem, body.draws)]
        if wish.changes:
            file = job.folder / f"{name}.yaml"
            file.write_text(plan.text, encoding="utf-8")
            if base is not None and page.desk.catalogue.roots.scenario(wish.scenario) is None:
                (job.folder / base.name).write_bytes(base.read_bytes())
            kept.append(Kept(str(file), job.folder / name, body.draws))
        job.total = len(kept) + 1
        for one in kept:
            await one.run(wish.language)
            job.done += 1
        made = job.folder / f"{stem}.{body.form}"
        folders = [str(one.out) for one in kept]
        options = ("--to", body.form, "--out", str(made), "--language", wish.language, "--outcome", part)
        await command("report", *folders, *options)
        job.done, job.file = job.total, made

    return _given(page.jobs.begin("report", work).data(), 202)


async def explain(page: Page, request: Request) -> Response:
    """Explain which change does what, for the outcome that is shown: runs of a few draws with some of the changes."""
    body = await read_body(request, Asked)
    wish, _ = read_wish(body)
    plan = await page.plan(wish)
    if page.jobs.running >= MOST_JOBS:
        return _no(request, 429, "two things go on already: wait until one is done, or cancel it")
    draws = COUPLED_DRAWS if plan.base.parts else EXPLAINED_DRAWS
    part = answers.part_shown(wish.outcome, plan.scenario)
    runs = [
        page.runs.of(one, answers.wanted_of([plan.scenario, plan.base], str(part)))
        for one in (plan.base, plan.scenario)
    ]

    async def work(job: Job) -> None:
        await asyncio.gather(*(page.runs.need(run, draws) for run in runs))
        opened = await asyncio.to_thread(answers.compared, runs, ["basis", "variant"], draws, (part.outcome,))
        job.result = await _explained(page, job, opened, str(part), wish, draws)

    return _given(page.jobs.begin("explain", work).data(), 202)


async def _explained(
    page: Page, job: Job, opened: Sequence[ComparedRun], part: str, wish: Wish, draws: int
) -> dict[str, Any]:
    import pickle

    years = (wish.year,) if wish.year is not None else ()
    question = question_of(opened[0], opened[1], ExplainOptions(outcomes=(part,), years=years, draws=draws))
    jobs = list(block_runs(question))
    job.total = len(jobs)
    packed = pickle.dumps(question.task)

    async def one(block: int, width: int, mask: Any) -> Any:
        found = await page.workers.do(DRAWS + width, compute_with, packed, block, width, mask)
        job.done += 1
        return found

    rows = await asyncio.gather(*(one(*each) for each in jobs))
    made = await asyncio.to_thread(explained, question, iter(rows), lambda: None)
    year = question.years.index(question.told[0])
    told = contribution_rows(question, made.outcomes[0], year, len(question.causes), wish.language)
    return {
        "title": told.title,
        "unit": told.unit,
        "year": question.told[0],
        "rows": [{"label": row.label, "mean": row.mean, "error": row.error, "nine": row.nine} for row in told.rows],
        "remarks": list(told.remarks),
        "method": " ".join(explain_text.method(question, wish.language)),
        "draws": draws,
    }


async def job_of(page: Page, request: Request) -> Response:
    """Tell how something that takes longer comes along."""
    job = page.jobs.get(request.path_params["id"])
    return _no(request, 404, "there is nothing of that id going on") if job is None else _given(job.data())


async def job_cancel(page: Page, request: Request) -> Response:
    """Leave off something that takes longer."""
    job = page.jobs.get(request.path_params["id"])
    if job is None or job.task is None:
        return _no(request, 404, "there is nothing of that id going on")
    job.task.cancel()
    return _given({"cancelled": True})


async def job_file(page: Page, request: Request) -> Response:
    """Give the file that came of it."""
    job = page.jobs.get(request.path_params["id"])
    if job is None or job.file is None or job.status != "done":
        return _no(request, 404, "there is nothing of that id going on")
    return FileResponse(job.file, filename=job.file.name)


# --- the page itself


async def root(page: Page, request: Request) -> Response:
    """Give the page."""
    return Response(_asset("page.html"), media_type=STATIC["page.html"])


async def static(page: Page, request: Request) -> Response:
    """Give a file of the page: only those that are listed."""
    name = request.path_params["name"]
    if name == EXPLORE:
        text = (files("simulate.render") / "page" / EXPLORE).read_bytes()
        return Response(text, media_type="text/javascript; charset=utf-8")
    if name not in STATIC:
        return _no(request, 404, "there is no such file")
    return Response(_asset(name), media_type=STATIC[name])


def _asset(name: str) -> bytes:
    return (files("simulate.page") / "static" / name).read_bytes()


async def api(page: Page, request: Request) -> Response:
    """Give the description of these calls, as OpenAPI."""
    return _given(openapi())


CALLS: tuple[tuple[str, str, Call], ...] = (
    ("GET", "/api/models", models),
    ("GET", "/api/scenarios", scenarios),
    ("GET", "/api/scenarios/{name}", scenario),
    ("GET", "/api/measures", measures),
    ("GET", "/api/measures/{name}", measure),
    ("GET", "/api/parameters", parameters),
    ("GET", "/api/texts", said),
    ("POST", "/api/check", check),
    ("POST", "/api/runs", begin),
    ("DELETE", "/api/runs/{id}", cancel),
    ("GET", "/api/runs/{id}/events", events),
    ("GET", "/api/runs/{id}/outcomes/{name}", outcome),
    ("GET", "/api/runs/{id}/draws.csv", draws_csv),
    ("GET", "/api/scenario.yaml", scenario_yaml),
    ("POST", "/api/keep", keep),
    ("POST", "/api/report", report),
    ("POST", "/api/explain", explain),
    ("GET", "/api/jobs/{id}", job_of),
    ("DELETE", "/api/jobs/{id}", job_cancel),
    ("GET", "/api/jobs/{id}/file", job_file),
    ("GET", "/api/openapi.json", api),
)


def application(page: Page) -> Starlette:
    """Make the application of an open project. Its workers begin and end with it."""

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        page.workers.start()
        # The project is read while the browser starts.
        reading = asyncio.create_task(page.read(lambda: catalogue.scenarios(page.desk.fresh(), "nl")))
        try:
            yield
        finally:
            reading.cancel()
            await page.jobs.stop()
            await page.workers.stop()

    routes = [Route(path, answered(call), methods=[method]) for method, path, call in CALLS]
    routes += [Route("/", answered(root)), Route("/static/{name}", answered(static))]
    app = Starlette(routes=routes, lifespan=living)
    app.state.page = page
    return app
