"use strict";
// Measures: switches with a day, and how certain they are.
import { all, call, element, find, later, text, way } from "/static/parts.js";
import { wrong } from "/static/fields.js";
import { app, wish } from "/static/state.js";

export function group(key, title) {
  const themes = new Map();
  for (const one of app.meta.measures.filter((measure) => measure.document === key)) {
    if (!themes.has(one.theme)) themes.set(one.theme, []);
    themes.get(one.theme).push(one);
  }
  const parts = [...themes].flatMap(([theme, some]) => [element("h3", {}, theme), ...some.map(measure)]);
  return element("details", { class: "group", "data-document": key }, element("summary", {}, title), ...parts);
}

function measure(one) {
  const about = [one.status, one.chance && text("chance", one), one.delay && text("delay", one), one.taken && text("in_scenario")].filter(Boolean);
  const box = element("input", { type: "checkbox", id: `m-${one.name}`, onchange: () => switched(one, box.checked) });
  const since = element("input", { type: "date", value: one.taken ?? one.from, onchange: () => timed(one, { since: since.value || null }) });
  const how = element("select", { onchange: () => timed(one, { how: how.value }) }, ...["verwacht", "zeker"].map((value) => element("option", { value }, text(value))));
  const timing = element("div", { class: "timing", hidden: true }, element("label", {}, element("span", {}, text("date")), since), element("label", {}, element("span", {}, text("how")), how));
  const row = element("div", { class: "measure", "data-name": one.name },
    element("label", { for: box.id }, box, element("span", {}, one.label)), element("p", { class: "note about" }, about.join(" · ")), expects(one), timing,
    element("p", { class: "wrong about", role: "alert", hidden: true }), source(one));
  row.follow = (mine) => {
    const on = one.taken ? mine?.how !== "uit" : Boolean(mine);
    box.checked = on;
    row.classList.toggle("on", Boolean(mine));
    timing.hidden = !on || (!mine && !one.taken);
    if (document.activeElement !== since) since.value = mine?.since ?? one.taken ?? one.from;
    how.value = mine && mine.how !== "uit" ? mine.how : "verwacht";
    wrong(row, one.name, [since]);
  };
  return row;
}

// The direction that the document claims.
function expects(one) {
  if (!one.expects.length) return null;
  const parts = one.expects.flatMap((part, place) => [place ? ", " : "", `${named(part.outcome)} `, way(part.way)]);
  return element("p", { class: "note about" }, `${text("expects")} `, ...parts);
}

// The source is asked for when somebody opens it.
function source(one) {
  const made = element("details", {}, element("summary", {}, text("source")));
  made.addEventListener("toggle", async () => {
    if (made.children.length > 1) return;
    const found = await call("GET", `/api/measures/${one.name}`);
    made.append(...[found.source, found.note, found.file].filter(Boolean).map((part) => element("p", {}, part)));
  });
  return made;
}

function named(outcome) {
  for (const one of app.meta.outcomes) {
    if (one.name === outcome) return one.label;
    const part = one.parts.find((piece) => piece.name === outcome);
    if (part) return `${one.label}: ${part.label}`;
  }
  return outcome;
}

function switched(one, on) {
  wish((next) => {
    const rest = next.changes.measures.filter((each) => each.name !== one.name);
    if (one.taken) next.changes.measures = on ? rest : [...rest, { name: one.name, since: null, how: "uit" }];
    else next.changes.measures = on ? [...rest, { name: one.name, since: null, how: "verwacht" }] : rest;
  });
}

function timed(one, given) {
  wish((next) => {
    const there = next.changes.measures.find((each) => each.name === one.name);
    if (there) Object.assign(there, given);
    else next.changes.measures.push({ name: one.name, since: null, how: "verwacht", ...given });
  });
}

export const search = later(200, async () => {
  const words = find("#search").value.trim();
  const chosen = find("#document").value;
  const names = words ? await found(words) : null;
  const mine = new Set(app.wish.changes.measures.map((one) => one.name));
  const fits = (name, key) => (!names || names.has(name)) && (!chosen || (chosen === "*" ? mine.has(name) : key === chosen));
  let count = 0;
  for (const part of all("#measures .group")) {
    const inside = shownOf(part, fits);
    if (words || chosen) part.open = inside > 0;
    count += inside;
  }
  find("#nothing").textContent = count ? "" : text("nothing_found");
});

async function found(words) {
  const { measures } = await call("GET", `/api/measures?scenario=${encodeURIComponent(app.wish.scenario)}&q=${encodeURIComponent(words)}`);
  return new Set(measures.map((one) => one.name));
}

// Hide what does not fit of a document, and the themes of which nothing is left; count what is.
function shownOf(part, fits) {
  const rows = all(".measure", part);
  for (const row of rows) row.hidden = !fits(row.dataset.name, part.dataset.document);
  for (const title of all("h3", part)) title.hidden = !under(title).some((row) => !row.hidden);
  const inside = rows.filter((row) => !row.hidden).length;
  part.hidden = !inside;
  return inside;
}

function under(title) {
  const rows = [];
  for (let next = title.nextElementSibling; next && next.tagName !== "H3"; next = next.nextElementSibling) rows.push(next);
  return rows;
}
