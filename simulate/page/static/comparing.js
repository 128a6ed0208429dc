"use strict";
// The third screen: kept variants beside each other, and which change does what.
import { button, element, find, format, table, text } from "/static/parts.js";
import { sentences, targets } from "/static/answering.js";
import { figure } from "/static/chart.js";
import { job } from "/static/jobs.js";
import { app, changed, copy, MOST_VARIANTS, wish } from "/static/state.js";
import { described } from "/static/taking.js";

const LETTERS = "ABCD";

export function keepVariant() {
  if (app.wish.variants.length >= MOST_VARIANTS) { find("#kept-as").textContent = text("four_kept"); return; }
  wish((next) => { next.variants.push(copy(next.changes)); }, { at: 0 });
  find("#kept-as").textContent = text("kept_as", { name: text("variant_name", { name: LETTERS[app.wish.variants.length - 1] }) });
}

export function variants() {
  const kept = app.wish.variants;
  find("#compare-empty").hidden = kept.length > 0;
  find("#comparison").hidden = !kept.length;
  find("#explain").disabled = !changed();
  find("#variants").replaceChildren(...kept.map((one, place) => {
    const name = text("variant_name", { name: LETTERS[place] });
    const use = button(text("use_variant"), () => wish((next) => { next.changes = copy(one); next.screen = "maken"; }, { at: 0, focus: true }), "small");
    const drop = button(text("remove"), () => wish((next) => { next.variants.splice(place, 1); }, { at: 0 }), "plain small");
    use.setAttribute("aria-label", `${name}: ${text("use_variant")}`);
    drop.setAttribute("aria-label", `${name}: ${text("remove")}`);
    return element("section", { class: "card" }, element("h2", {}, name), element("ul", {}, ...described(one).map((line) => element("li", {}, line))), element("p", { class: "actions" }, use, drop));
  }));
}

// The server has the run of the path first; the letters say the order here.
function inOrder(data) {
  const order = [0, ...data.runs.slice(1).map((run, place) => [run.name, place + 1]).sort().map(([, place]) => place)];
  const by = (some) => order.map((place) => some[place]);
  return {
    ...data, runs: by(data.runs), answers: [...data.answers].sort((a, b) => (a.run < b.run ? -1 : 1)),
    targets: data.targets.map((one) => ({ ...one, chances: by(one.chances), verdicts: by(one.verdicts), changes: by(one.changes) })),
  };
}

export function compared(data) {
  const sorted = inOrder(data);
  sentences(find("#compare-answers"), find("#compare-precision"), sorted);
  app.compared = sorted;
  redrawCompared();
  find("#compare-targets").replaceChildren(targets(sorted));
  find("#compare-regret").hidden = !data.regret.rows.length;
  if (data.regret.rows.length) find("#compare-regret div").replaceChildren(table({ ...data.regret, caption: "" }, [], text("regret")));
}

export function redrawCompared() {
  if (app.compared) figure(find("#compare-chart"), app.compared, "difference");
}

export function explain() {
  const place = find("#explain-job");
  job(place, "/api/explain", { wish: app.wish }, ({ result }) => {
    place.replaceChildren();
    const heading = [result.title, `${text("contribution")} (${result.unit})`, text("error"), text("nine")];
    find("#explained").replaceChildren(table({ caption: `${result.title}, ${result.year}, ${text("draws_of", { count: format(result.draws) })}`, heading,
      rows: result.rows.map((one) => [one.label, one.mean, one.error, one.nine]) }, [1, 2, 3]), ...result.remarks.map((one) => element("p", {}, one)), element("p", { class: "note" }, result.method));
  });
}
