"use strict";
// The first screen: scenarios with their question, and the newest results.
import { button, call, element, find, format, Refused, text } from "/static/parts.js";
import { closer, trouble } from "/static/notices.js";
import { load, scenario, wish } from "/static/state.js";

export async function choices() {
  const found = await call("GET", "/api/scenarios");
  const groups = [["yours", (one) => one.own], ["baseline", (one) => !one.own && !one.past && one.name === one.model], ["plans", (one) => !one.own && !one.past && one.name !== one.model], ["past", (one) => !one.own && one.past]];
  const titles = Object.fromEntries(found.models.map((one) => [one.name, one.label]));
  const parts = groups.flatMap(([name, among]) => {
    const cards = found.scenarios.filter(among).map((one) => card(one, titles));
    if (!cards.length) return [];
    if (name === "yours" || name === "baseline") return [element("h2", {}, text(name)), ...cards];
    const inside = element("div", { class: "choices" }, ...cards);
    return [element("details", {}, element("summary", {}, `${text(name)} (${cards.length})`), inside)];
  });
  find("#scenarios").replaceChildren(...parts);
  const results = found.results.map((one) => element("li", {}, `${one.label} `, element("span", { class: "note" }, `${one.name}, ${text("draws_of", { count: format(one.draws) })}${one.status === "complete" ? "" : `, ${one.status}`}`)));
  find("#results").replaceChildren(...(results.length ? results : [element("li", {}, text("no_results"))]));
}

function card(one, titles) {
  const about = [one.name === one.model ? "" : titles[one.model] ?? one.model, one.own ? text("own") : "", one.measures ? text(one.measures === 1 ? "with_measure" : "with_measures", { count: one.measures }) : "", one.broken ? text("broken") : ""];
  const made = button("", () => choose(one.file), `scenario${one.name === one.model ? " first" : ""}`);
  made.append(element("strong", {}, one.name === one.model ? titles[one.model] : one.label), element("span", {}, one.question), element("small", {}, about.filter(Boolean).join(" · ")));
  made.dataset.file = one.file;
  return made;
}

async function choose(file) {
  try {
    await scenario(file);
    wish((next) => {
      if (next.scenario !== file) Object.assign(next, { changes: { measures: [], parameters: [] }, outcome: "", year: null, variants: [], basis: "" });
      Object.assign(next, { scenario: file, screen: "maken" });
    }, { at: 0, focus: true });
  } catch (error) {
    if (error instanceof Refused && error.problems.length) {
      find("#notices").replaceChildren(element("div", { class: "notice" }, element("p", {}, `${file}: ${text("broken")}`),
        element("ul", {}, ...error.problems.slice(0, 5).map((one) => element("li", {}, `${one.place}: ${one.message}`))), closer()));
    } else trouble(error);
  }
}

// A link, or the command with the link in it.
export function pasted(event) {
  event.preventDefault();
  const given = event.target.elements.link.value.trim().replace(/^simulate open\s+/, "").replace(/^['"]|['"]$/g, "");
  if (given) history.pushState(null, "", `#${given.split("#").at(-1)}`);
  load(given);
}
