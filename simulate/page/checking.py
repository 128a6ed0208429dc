"""The call that reads a wish and says what is wrong with it or could not be applied."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from simulate.dutch.translating import translate
from simulate.errors import InputError
from simulate.inputs.problems import nearest
from simulate.page import catalogue
from simulate.page.basis import basis_of, changed_since
from simulate.page.bodies import (
    Asked,
    given,
    problems_of,
    read_body,
    read_wish,
)
from simulate.page.opened import Page
from simulate.page.runs import Run
from simulate.page.wish import Changes, Unread, Wish, encode


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
    return given(found | {"wish": wish.model_dump(mode="json"), "state": encode(wish), "dropped": dropped})


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
