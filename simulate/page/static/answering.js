"use strict";
// The answer in sentences, the targets, and what else stands under the figure.
import { element, find, table, text, way } from "/static/parts.js";
import { figure } from "/static/chart.js";
import { app } from "/static/state.js";
import { taking } from "/static/taking.js";

export function sentences(root, precision, data) {
  const said = data.answers.map((one) => element("p", { class: one.seen === "unseen" ? "open" : "" },
    data.runs.length > 2 ? element("strong", {}, `${text("variant_name", { name: one.run })}: `) : null, one.text));
  const key = JSON.stringify(data.answers.map((one) => one.text));
  // What says the same again is not read out again.
  if (root.dataset.said !== key || root.querySelector(".wrong")) root.replaceChildren(...said);
  root.dataset.said = key;
  const several = data.answers.length > 1 && data.runs.length > 2;
  precision.textContent = several ? data.answers.map((one) => `${text("variant_name", { name: one.run })}: ${one.precision}`).join(" ") : data.answers[0]?.precision ?? "";
}

export function shown(data) {
  app.data = data;
  sentences(find("#answers"), find("#precision"), data);
  if (data.runs.length < 2) find("#answers").append(element("p", {}, text("no_changes")));
  redraw();
  find("#targets").replaceChildren(targets(data));
  expected(data);
  find("#went-in").hidden = !data.inputs.length;
  if (data.inputs.length) find("#went-in div").replaceChildren(table(data.inputs[0], [], text("went_in")));
  for (const [field, value] of [["#outcome", data.outcome], ["#year", String(data.year)]]) if (document.activeElement !== find(field)) find(field).value = value;
  taking();
}

// What the documents expect beside what the model shows.
function expected(data) {
  const place = find("#expected");
  place.hidden = !data.expected.length;
  if (place.hidden) return;
  const same = (one) => text(one.agrees === null ? "cannot_tell" : one.agrees ? "agrees" : "disagrees");
  const heading = [...["measure", "outcome", "document_says", "model_shows"].map((name) => text(name)), " "];
  const rows = data.expected.map((one) => [one.label, one.outcome, `${one.goes}\n${one.source}`, way(one.seen), same(one)]);
  find("p", place).textContent = text("expected_lead", { year: data.year });
  find("div", place).replaceChildren(table({ heading, rows }, [], text("expected_title")));
}

export function redraw() {
  if (!app.data) return;
  const open = find("#chart details")?.open;
  figure(find("#chart"), app.data, app.show);
  if (open) find("#chart details").open = true;
}

export function targets(data) {
  if (!data.targets.length) return element("p", {}, text("no_targets"));
  const names = data.runs.length > 2 ? data.runs.slice(1).map((run) => text("variant_name", { name: run.name })) : data.runs.length > 1 ? [text("after")] : [];
  const heading = [text("target"), text("limit"), text("before"), ...names.flatMap((name) => [name, text("change")])];
  const rows = data.targets.map((one) => [one.label, one.limit, `${one.chances[0]}\n${one.verdicts[0]}`,
    ...names.flatMap((_, place) => [`${one.chances[place + 1]}\n${one.verdicts[place + 1]}`, way(one.changes[place + 1])])]);
  return table({ heading, rows }, [], text("targets"));
}
