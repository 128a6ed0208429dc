"use strict";
// The second screen: its controls are built once for a scenario, and follow the wish.
import { all, element, find, options, text } from "/static/parts.js";
import { lever, strangers } from "/static/levers.js";
import { group } from "/static/measures.js";
import { trouble } from "/static/notices.js";
import { app, changed, MOST_VARIANTS } from "/static/state.js";

export function build() {
  const { meta } = app;
  find("#maken-title").textContent = meta.label;
  find("#maken-question").textContent = meta.question;
  choosable(meta);
  const broken = meta.broken_levers.map((said) => element("p", { class: "wrong" }, said));
  find("#levers").replaceChildren(...meta.levers.map((one) => lever(one)), ...broken);
  for (const name of ["#search", "#search-parameters"]) find(name).value = "";
  for (const name of ["#others", "#parameters", "#answers", "#chart", "#targets", "#precision", "#progress"]) find(name).replaceChildren();
  find("#keep [name=name]").value = `${meta.name.slice(0, 50)}-wat-als`;
}

// The outcomes, the years, and the measures by document.
function choosable(meta) {
  const item = (one) => [{ value: one.name, label: one.parts.length ? text("whole", { label: one.label }) : one.label },
    ...one.parts.map((part) => ({ value: part.name, label: `${one.label}: ${part.label}` }))];
  const groups = ["headline", "other_outcomes"].map((name) => ({ label: text(name), items: meta.outcomes.filter((one) => one.headline === (name === "headline")).flatMap(item) }));
  const years = meta.years.map((year) => ({ value: String(year), label: String(year) }));
  for (const prefix of ["", "compare-"]) {
    options(find(`#${prefix}outcome`), groups);
    options(find(`#${prefix}year`), [{ items: years }]);
  }
  const documents = Object.entries(meta.documents).filter(([key]) => meta.measures.some((one) => one.document === key));
  options(find("#document"), [{ items: [{ value: "", label: text("all_documents") }, { value: "*", label: text("only_chosen") }, ...documents.map(([value, label]) => ({ value, label }))] }]);
  find("#measures").replaceChildren(...documents.map(([key, title]) => group(key, title)));
}

// Show the wish in the controls.
export function follow() {
  const { changes, variants } = app.wish;
  const measures = new Map(changes.measures.map((one) => [one.name, one]));
  const parameters = new Map(changes.parameters.map((one) => [one.name, one]));
  for (const row of all("#measures .measure")) {
    row.follow(measures.get(row.dataset.name));
    if (measures.has(row.dataset.name) && !row.seen) { row.closest("details.group").open = true; row.seen = true; }
  }
  for (const row of all(".lever")) row.follow(parameters.get(row.dataset.name));
  strangers().catch(trouble);
  asked();
  const said = app.said.join(". ");
  // What was said already is not read out again.
  if (find("#remarks").textContent !== said) find("#remarks").textContent = said;
  const count = changes.measures.length;
  find("#count").textContent = count ? `(${text("count_on", { count })})` : "";
  find("#clear").disabled = !changed();
  find("#keep-variant").disabled = !changed() || variants.length >= MOST_VARIANTS;
}

function asked() {
  const outcome = app.wish.outcome || app.data?.outcome;
  const year = app.wish.year ?? app.data?.year ?? app.meta.year;
  for (const prefix of ["", "compare-"]) {
    if (outcome) find(`#${prefix}outcome`).value = outcome;
    if (year) find(`#${prefix}year`).value = String(year);
  }
}
