"use strict";
// Runs: what is wished is computed, followed while it comes, and left off when something else is wished.
import { button, call, find, format, text } from "/static/parts.js";
import { failed, trouble } from "/static/notices.js";
import { app } from "/static/state.js";

// Who shows what has come: of one wish, or of what is compared.
export const showing = { one: null, compared: null };
let stream = null;
let watched = "";

export function leave() {
  stream?.close();
  stream = null;
  watched = "";
}

export async function run() {
  const { wish: mine, state } = app;
  const comparing = mine.screen === "vergelijken";
  const key = JSON.stringify([mine.scenario, mine.changes, mine.outcome, mine.year, comparing && mine.variants, mine.language]);
  if (key === watched && stream) return;
  leave();
  if (!mine.scenario || app.problems.length || (comparing && !mine.variants.length) || ["kiezen"].includes(mine.screen)) return;
  watched = key;
  const marked = comparing ? find("#compare-progress") : find("#progress");
  const stale = () => (app.shown && app.shown !== key ? text("stale") : "");
  marked.replaceChildren(`${text("computing_now")} ${stale()}`);
  try {
    const begun = await call("POST", "/api/runs", { wish: mine, compare: comparing });
    if (watched !== key) return;
    const query = new URLSearchParams({ language: mine.language });
    if (begun.runs.length > 1) query.set("against", begun.base);
    const others = begun.runs.slice(1, -1);
    for (const id of others) query.append("with", id);
    // The last is in the path; the names are in the order in which the server takes them: that one first.
    const names = begun.names.length > 1 ? [begun.names.at(-1), ...begun.names.slice(0, -1)] : begun.names;
    for (const name of names) query.append("name", name);
    app.ids = { ...begun, query, comparing };
    listen(begun, query, comparing, marked, key);
  } catch (error) {
    if (watched === key) watched = "";
    trouble(error);
  }
  if (state !== app.state) leave();
}

function listen(begun, query, comparing, marked, key) {
  const events = new EventSource(`/api/runs/${begun.id}/events?${query}`);
  stream = events;
  const mine = () => stream === events && watched === key;
  events.addEventListener("progress", (event) => {
    if (!mine()) return;
    const { draws } = JSON.parse(event.data);
    const stale = app.shown && app.shown !== key ? text("stale") : "";
    marked.replaceChildren(`${text("computing", { draws: format(draws) })} ${stale}`, button(text("cancel"), stop, "plain small"));
  });
  events.addEventListener("preview", async (event) => {
    const { draws } = JSON.parse(event.data);
    try {
      const asked = new URLSearchParams(query);
      asked.set("draws", draws);
      if (app.wish.year) asked.set("year", app.wish.year);
      const data = await call("GET", `/api/runs/${begun.id}/outcomes/${encodeURIComponent(begun.outcome)}?${asked}`);
      if (watched !== key) return;
      if (app.shown !== key && marked.firstChild) marked.firstChild.textContent = text("computing_now");
      app.shown = key;
      if (data.last) marked.replaceChildren();
      (comparing ? showing.compared : showing.one)(data);
    } catch (error) {
      if (watched === key) trouble(error);
    }
  });
  events.addEventListener("failed", (event) => {
    if (!mine()) return;
    leave();
    failed(JSON.parse(event.data).message);
  });
  events.addEventListener("done", () => { events.close(); });
  events.onerror = async () => {
    events.close();
    if (!mine()) return;
    try {
      await call("GET", "/api/models");
      failed("");
      marked.replaceChildren(button(text("again"), () => { leave(); run(); }, "small"));
    } catch (error) {
      trouble(error);
    }
  };
}

export function stop() {
  if (!stream) return;
  const id = app.ids?.id;
  leave();
  if (id) call("DELETE", `/api/runs/${id}`).catch(() => {});
  for (const marked of [find("#progress"), find("#compare-progress")]) marked.replaceChildren(text("cancelled"), button(text("continue"), run, "plain small"));
}
