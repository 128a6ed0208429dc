"use strict";
// The page: its texts, its four screens that show the wish, and what is listened to.

import { redraw, shown } from "/static/answering.js";
import { choices, pasted } from "/static/choosing.js";
import { compared, explain, keepVariant, redrawCompared, variants } from "/static/comparing.js";
import { problems } from "/static/fields.js";
import { searchParameters } from "/static/levers.js";
import { build, follow } from "/static/making.js";
import { search } from "/static/measures.js";
import { notices, trouble } from "/static/notices.js";
import { all, call, find, page, text } from "/static/parts.js";
import { leave, run, showing, stop } from "/static/running.js";
import { acts, app, load, scenario, screen, wish } from "/static/state.js";
import { copyLink, keep, report, taking } from "/static/taking.js";

async function language(name) {
  if (page.language === name && Object.keys(page.texts).length) return;
  page.language = name;
  page.texts = await call("GET", "/api/texts");
  document.documentElement.lang = name;
  document.title = `${text("title")} – simulate`;
  for (const part of all("[data-text]")) part.textContent = text(part.dataset.text);
  for (const part of all("[data-label]")) part.setAttribute("aria-label", text(part.dataset.label));
  const other = find("#language");
  other.textContent = text("other_language");
  other.lang = name === "nl" ? "en" : "nl";
  if (app.meta) await scenario(app.meta.file);
  choices().catch(trouble);
}

function render() {
  if (!app.wish) return;
  screens(app.wish);
  if (!app.meta || !app.wish.scenario) return;
  follow();
  problems();
  variants();
  taking();
}

function screens({ screen: current, scenario: file }) {
  for (const one of all("main > section")) one.hidden = one.id !== current;
  for (const one of all("[data-screen]")) {
    if (one.dataset.screen === current) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
    one.disabled = one.dataset.screen !== "kiezen" && !file;
  }
}

async function translated() {
  const next = page.language === "nl" ? "en" : "nl";
  try {
    await language(next);
    leave();
    wish((mine) => { mine.language = next; }, { at: 0 });
  } catch (error) {
    trouble(error);
  }
}

function pressed(event) {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && app.wish?.screen === "maken") { event.preventDefault(); find("#search").focus(); }
  if (event.key === "Escape") stop();
}

// A figure that becomes narrow, or wide again, is drawn anew: its text stays as large as it is.
function drawnAnew(place, again) {
  let narrow = null;
  new ResizeObserver(([{ contentRect: { width } }]) => {
    const now = width < 560;
    if (width && narrow !== null && now !== narrow) again();
    if (width) narrow = now;
  }).observe(find(place));
}

function listen() {
  for (const one of all("[data-screen]")) one.addEventListener("click", () => screen(one.dataset.screen));
  for (const name of ["outcome", "compare-outcome"]) find(`#${name}`).addEventListener("change", ({ target }) => wish((next) => { next.outcome = target.value; }, { at: 0 }));
  for (const name of ["year", "compare-year"]) find(`#${name}`).addEventListener("change", ({ target }) => wish((next) => { next.year = Number(target.value); }, { at: 0 }));
  for (const one of all("[name=show]")) one.addEventListener("change", () => { app.show = one.value; redraw(); });
  for (const one of all("[data-report]")) one.addEventListener("click", () => report(one.dataset.report));
  const heard = [
    ["#language", "click", translated], ["#paste", "submit", pasted], ["#search", "input", () => search()], ["#document", "change", () => search()],
    ["#search-parameters", "input", () => searchParameters()], ["#keep-variant", "click", keepVariant], ["#explain", "click", explain],
    ["#clear", "click", () => wish((next) => { next.changes = { measures: [], parameters: [] }; })], ["#keep", "submit", keep], ["#copy", "click", copyLink],
  ];
  for (const [place, kind, act] of heard) find(place).addEventListener(kind, act);
  document.addEventListener("keydown", pressed);
  window.addEventListener("popstate", () => { if (location.hash.slice(1) !== app.state) { leave(); load(location.hash); } });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && app.wish && find("#notices .stop")) load(location.hash); });
  drawnAnew("#chart", redraw);
  drawnAnew("#compare-chart", redrawCompared);
}

Object.assign(acts, { build, language, leave, notices, render, run, trouble });
Object.assign(showing, { one: shown, compared });
listen();
load(location.hash);
