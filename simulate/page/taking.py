"""The calls for what takes longer: keep, report and explain, each a job that can be followed and stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from shutil import rmtree
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from simulate.comparing.runs import ComparedRun
from simulate.explaining.computing import compute as compute_with
from simulate.explaining.explanation import ExplainOptions, block_runs, explained, question_of
from simulate.files import write_whole
from simulate.inputs.paths import results, shown, writable
from simulate.page import answers
from simulate.page.bodies import (
    Asked,
    AskedKeep,
    AskedReport,
    given,
    no,
    read_body,
    read_wish,
)
from simulate.page.jobs import Job, Kept, command, room
from simulate.page.opened import Page
from simulate.page.plan import DRAWS
from simulate.page.wish import Wish
from simulate.views.explain import text as explain_text
from simulate.views.explain.rows import contribution_rows

EXPLAINED_DRAWS = 250
COUPLED_DRAWS = 60
MOST_JOBS = 2


async def keep(page: Page, request: Request) -> Response:
    """Keep a wish as a scenario of the project, and run it into a result folder: an ordinary run."""
    body = await read_body(request, AskedKeep)
    wish, _ = read_wish(body)
    plan = await page.plan(wish)
    if page.jobs.running >= MOST_JOBS:
        return no(request, 429, "two things go on already: wait until one is done, or cancel it")
    way_out = "a folder of your own with scenarios/ and parameters/, in which `simulate open` is started"
    folder = writable(page.desk.catalogue.roots, "scenarios", way_out)
    path = folder / "scenarios" / f"{body.name}.yaml"
    text = plan.text
    if path.is_symlink() or (path.exists() and path.read_text(encoding="utf-8") != text):
        return no(request, 409, f"there is a scenario {path.name} already: choose another name")
    out = results() / body.name

    async def work(job: Job) -> None:
        job.total = 1
        if not path.exists():
            await asyncio.to_thread(write_whole, path, text)
        job.result = {"scenario": shown(path), "folder": shown(out)}
        job.message = await Kept(str(path), out, body.draws).run(wish.language)
        job.done = 1

    return given(page.jobs.begin("keep", work).data(), 202)


async def report(page: Page, request: Request) -> Response:
    """Make a report of a wish, with the base beside it where something is changed, to be fetched."""
    body = await read_body(request, AskedReport)
    wish, _ = read_wish(body)
    plan = await page.plan(wish)
    if page.jobs.running >= MOST_JOBS:
        return no(request, 429, "two things go on already: wait until one is done, or cancel it")
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
        for one in kept:
            await asyncio.to_thread(rmtree, one.out, ignore_errors=True)
        job.done, job.file = job.total, made

    return given(page.jobs.begin("report", work).data(), 202)


async def explain(page: Page, request: Request) -> Response:
    """Explain which change does what, for the outcome that is shown: runs of a few draws with some of the changes."""
    body = await read_body(request, Asked)
    wish, _ = read_wish(body)
    plan = await page.plan(wish)
    if page.jobs.running >= MOST_JOBS:
        return no(request, 429, "two things go on already: wait until one is done, or cancel it")
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

    return given(page.jobs.begin("explain", work).data(), 202)


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
    return no(request, 404, "there is nothing of that id going on") if job is None else given(job.data())


async def job_cancel(page: Page, request: Request) -> Response:
    """Leave off something that takes longer."""
    job = page.jobs.get(request.path_params["id"])
    if job is None or job.task is None:
        return no(request, 404, "there is nothing of that id going on")
    job.task.cancel()
    return given({"cancelled": True})


async def job_file(page: Page, request: Request) -> Response:
    """Give the file that came of it."""
    job = page.jobs.get(request.path_params["id"])
    if job is None or job.file is None or job.status != "done":
        return no(request, 404, "there is nothing of that id going on")
    return FileResponse(job.file, filename=job.file.name)
