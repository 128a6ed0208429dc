"use strict";
// The page: a wish that lives in the address, four screens that show it, and runs that follow it.
import { all, amount, button, call, element, find, format, later, options, page, Refused, table, text, way } from "/static/parts.js";
import { figure } from "/static/chart.js";

const app = { wish: null, state: "", meta: null, problems: [], yaml: "", data: null, ids: null, others: new Map(), show: "fan" };
const SETTLED = 300;
const LETTERS = "ABCD";
const copy = (value) => JSON.parse(JSON.stringify(value));
const changed = () => app.wish.changes.measures.length + app.wish.changes.parameters.length > 0;

// --- the wish and the address

async function load(state) {
  try {
    const found = await call("POST", "/api/check", { state });
    await language(found.wish.language);
    take(found);
    if (app.wish.scenario && app.meta?.file !== app.wish.scenario) await scenario(app.wish.scenario);
    if (app.wish.scenario && app.wish.screen === "kiezen" && changed()) app.wish.screen = "maken";
    if (!app.wish.scenario) app.wish.screen = "kiezen";
    history.replaceState(null, "", `#${app.state}`);
    notices(found);
    render();
    run();
  } catch (error) {
    trouble(error);
  }
}

function take(found) {
  app.wish = found.wish;
  app.state = found.state;
  app.problems = found.problems;
  app.yaml = found.yaml;
}

// What is changed is shown at once, and computed when nothing has moved for a moment.
function wish(change, { at = SETTLED, focus = false } = {}) {
  const next = copy(app.wish);
  change(next);
  app.wish = next;
  render();
  if (focus) find(`#${next.screen} h1`).focus();
  settle(at, next);
}

let timer = 0;
function settle(at, next) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    try {
      const found = await call("POST", "/api/check", { wish: next });
      if (app.wish !== next) return;
      take(found);
      if (location.hash !== `#${app.state}`) history.pushState(null, "", `#${app.state}`);
      render();
      run();
    } catch (error) {
      trouble(error);
    }
  }, at);
}

async function scenario(file) {
  app.meta = await call("GET", `/api/scenarios/${encodeURIComponent(file)}`);
  app.data = null;
  app.shown = null;
  app.others = new Map();
  build();
}

function screen(name) {
  wish((next) => { next.screen = name; }, { at: 0, focus: true });
}

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

// --- what is said

function notices({ dropped, changed: since }) {
  const shown = [];
  if (dropped.length) {
    shown.push(element("div", { class: "notice" }, element("p", {}, text("dropped")),
      element("ul", {}, ...dropped.map((one) => element("li", {}, element("code", {}, one.text), ` – ${one.reason}`))), closer()));
  }
  if (since.length) {
    const what = since.map((one) => page.texts[`changed_${one}`] ?? one).join(", ");
    shown.push(element("div", { class: "notice" }, element("p", {}, text("changed", { what })), closer()));
  }
  find("#notices").replaceChildren(...shown);
}

const closer = () => button(text("close"), (event) => event.target.closest(".notice").remove(), "plain small");

// An answer that says no is shown where it belongs; no answer at all means that the program has stopped.
function trouble(error) {
  if (error instanceof Refused && error.status !== 401) {
    if (error.problems.length) { app.problems = error.problems; render(); }
    else failed(error.message);
    return;
  }
  leave();
  if (find("#notices .stop")) return;
  const title = page.texts.stopped_title ? text("stopped_title") : "Het programma is gestopt";
  const said = page.texts.stopped ? text("stopped") : "";
  find("#notices").replaceChildren(element("div", { class: "notice stop", role: "alert" }, element("h2", {}, title), element("p", {}, said),
    element("pre", { tabindex: "0" }, commandOf(location.hash.slice(1) || app.state)), button(page.texts.again ? text("again") : "Probeer opnieuw", () => { find("#notices").replaceChildren(); load(location.hash); })));
}

function failed(message) {
  find("#answers").replaceChildren(element("p", { class: "wrong" }, `${text("failed")}: ${message}`));
  find("#progress").replaceChildren();
}

function commandOf(state) {
  const quote = navigator.userAgent.includes("Windows") ? '"' : "'";
  return `simulate open ${quote}#${state}${quote}`;
}

// --- choosing

async function choices() {
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

// --- making: the controls are built once for a scenario, and follow the wish

function build() {
  const { meta } = app;
  find("#maken-title").textContent = meta.label;
  find("#maken-question").textContent = meta.question;
  const item = (one) => [{ value: one.name, label: one.parts.length ? text("whole", { label: one.label }) : one.label }, ...one.parts.map((part) => ({ value: part.name, label: `${one.label}: ${part.label}` }))];
  const groups = [{ label: text("headline"), items: meta.outcomes.filter((one) => one.headline).flatMap(item) }, { label: text("other_outcomes"), items: meta.outcomes.filter((one) => !one.headline).flatMap(item) }];
  for (const name of ["#outcome", "#compare-outcome"]) options(find(name), groups);
  for (const name of ["#year", "#compare-year"]) options(find(name), [{ items: meta.years.map((year) => ({ value: String(year), label: String(year) })) }]);
  const documents = Object.entries(meta.documents).filter(([key]) => meta.measures.some((one) => one.document === key));
  options(find("#document"), [{ items: [{ value: "", label: text("all_documents") }, { value: "*", label: text("only_chosen") }, ...documents.map(([value, label]) => ({ value, label }))] }]);
  find("#search").value = "";
  find("#measures").replaceChildren(...documents.map(([key, title]) => group(key, title)));
  const brokenLevers = meta.broken_levers.map((said) => element("p", { class: "wrong" }, said));
  find("#levers").replaceChildren(...meta.levers.map((one) => lever(one)), ...brokenLevers);
  find("#others").replaceChildren();
  find("#parameters").replaceChildren();
  find("#search-parameters").value = "";
  find("#answers").replaceChildren();
  find("#chart").replaceChildren();
  for (const name of ["#targets", "#precision", "#progress"]) find(name).replaceChildren();
  find("#keep [name=name]").value = `${meta.name.slice(0, 50)}-wat-als`;
}

function group(key, title) {
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
  const source = element("details", {}, element("summary", {}, text("source")));
  source.addEventListener("toggle", async () => {
    if (source.children.length > 1) return;
    const found = await call("GET", `/api/measures/${one.name}`);
    source.append(...[found.source, found.note, found.file].filter(Boolean).map((part) => element("p", {}, part)));
  });
  const expects = one.expects.length ? element("p", { class: "note about" }, `${text("expects")} `, ...one.expects.flatMap((part, place) => [place ? ", " : "", `${named(part.outcome)} `, way(part.way)])) : null;
  const row = element("div", { class: "measure", "data-name": one.name },
    element("label", { for: box.id }, box, element("span", {}, one.label)), element("p", { class: "note about" }, about.join(" · ")), expects, timing, element("p", { class: "wrong about", role: "alert", hidden: true }), source);
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

function lever(one) {
  const step = one.step ?? "any";
  const number = element("input", { type: one.axis ? "text" : "number", step: "any", min: one.low, max: one.high, id: `p-${one.name}`, autocomplete: "off", "aria-describedby": `b-${one.name}` });
  const range = one.step ? element("input", { type: "range", min: one.min, max: one.max, step, "aria-label": one.label }) : null;
  const since = element("input", { type: "date", value: app.meta.from });
  const back = button(one.value === null ? text("undo") : text("reset", { value: amount(one, one.value) }), () => moved(one, null), "plain small");
  const after = element("div", { class: "after", hidden: true }, one.at_start ? null : element("label", {}, element("span", {}, text("date")), since), back);
  const mark = one.value === null ? text("by_share", { axis: one.axis }) : text("base_value", { value: amount(one, one.value) });
  const send = (value) => { if (value !== "") moved(one, value, one.at_start ? null : since.value || null); };
  number.addEventListener("input", () => { if (range) range.value = number.value; send(number.value.replace(",", ".")); });
  since.addEventListener("change", () => send(number.value));
  if (range) {
    range.addEventListener("input", () => { number.value = range.value; said(); send(range.value); });
  }
  const said = () => { if (range) range.setAttribute("aria-valuetext", amount(one, Number(range.value))); };
  const row = element("div", { class: "lever", "data-name": one.name },
    element("h3", {}, element("label", { for: number.id }, one.label)), element("div", { class: "move" }, range ?? element("span", { class: "note" }, one.unit), number),
    element("p", { class: "note", id: `b-${one.name}` }, mark), after, element("p", { class: "wrong", role: "alert", hidden: true }),
    one.reason || one.why ? element("details", {}, element("summary", {}, text("why")), element("p", { class: "note" }, one.reason ?? ""), element("p", { class: "note" }, `${one.role}. ${one.why}`)) : null);
  row.follow = (mine) => {
    row.classList.toggle("on", Boolean(mine));
    after.hidden = !mine;
    const value = mine ? mine.value : one.value === null ? "" : String(one.value);
    if (document.activeElement !== number) number.value = value;
    if (range && document.activeElement !== range) range.value = Number(value);
    if (mine?.since && document.activeElement !== since) since.value = mine.since;
    said();
    wrong(row, one.name, [number]);
  };
  return row;
}

function moved(one, value, since = null) {
  wish((next) => {
    const rest = next.changes.parameters.filter((each) => each.name !== one.name);
    if (value === null || (one.value !== null && Number(value) === one.value)) next.changes.parameters = rest;
    else next.changes.parameters = [...rest, { name: one.name, since, value: String(value) }];
  });
}

// A problem stands beside the field that it belongs to.
function wrong(row, name, fields) {
  const mine = app.problems.filter((one) => one.field === name);
  const place = find(".wrong", row);
  place.hidden = !mine.length;
  place.textContent = mine.map((one) => [one.message, one.hint || (one.expected && text("expected_value", { expected: one.expected }))].filter(Boolean).join(" – ")).join(" ");
  for (const field of fields) field.setAttribute("aria-invalid", String(mine.length > 0));
}

const search = later(200, async () => {
  const words = find("#search").value.trim();
  const chosen = find("#document").value;
  let names = null;
  if (words) {
    const found = await call("GET", `/api/measures?scenario=${encodeURIComponent(app.wish.scenario)}&q=${encodeURIComponent(words)}`);
    names = new Set(found.measures.map((one) => one.name));
  }
  const mine = new Set(app.wish.changes.measures.map((one) => one.name));
  let count = 0;
  for (const part of all("#measures .group")) {
    let inside = 0;
    for (const row of all(".measure", part)) {
      const { name } = row.dataset;
      const fits = (!names || names.has(name)) && (!chosen || (chosen === "*" ? mine.has(name) : part.dataset.document === chosen));
      row.hidden = !fits;
      inside += fits;
    }
    for (const title of all("h3", part)) {
      let next = title.nextElementSibling;
      let any = false;
      while (next && next.tagName !== "H3") { any ||= !next.hidden; next = next.nextElementSibling; }
      title.hidden = !any;
    }
    part.hidden = !inside;
    if (words || chosen) part.open = inside > 0;
    count += inside;
  }
  find("#nothing").textContent = count ? "" : text("nothing_found");
});

const searchParameters = later(250, async () => {
  const words = find("#search-parameters").value.trim();
  if (!words) { find("#parameters").replaceChildren(); return; }
  const found = await call("GET", `/api/parameters?scenario=${encodeURIComponent(app.wish.scenario)}&q=${encodeURIComponent(words)}`);
  const levers = new Set(app.meta.levers.map((one) => one.name));
  const rows = found.parameters.filter((one) => !levers.has(one.name) && !app.others.has(one.name)).slice(0, 12).map((one) => element("li", { class: "actions" },
    button(text("add"), () => { other(one); find("#parameters").replaceChildren(); find("#search-parameters").value = ""; find(`[id="p-${one.name}"]`).focus(); }, "small"),
    element("span", {}, `${one.label} `, element("span", { class: "note" }, one.value === null ? one.axis : amount(one, one.value)))));
  find("#parameters").replaceChildren(...(rows.length ? rows : [element("li", {}, text("nothing_found"))]));
});

function other(one) {
  if (app.others.has(one.name)) return;
  const row = lever(one);
  app.others.set(one.name, row);
  find("#others").append(row);
  row.follow(app.wish.changes.parameters.find((each) => each.name === one.name));
}

// Parameters of the address that are no lever get a field of their own.
async function strangers() {
  const there = new Set([...app.meta.levers.map((one) => one.name), ...app.others.keys()]);
  const names = [...new Set(app.wish.changes.parameters.map((one) => one.name))].filter((name) => !there.has(name));
  if (!names.length) return;
  for (const name of names) app.others.set(name, null);
  const found = await call("GET", `/api/parameters?scenario=${encodeURIComponent(app.wish.scenario)}&names=${names.join(",")}`);
  for (const one of found.parameters) { app.others.delete(one.name); other(one); }
}

// --- showing the wish

function render() {
  if (!app.wish) return;
  const { screen: current } = app.wish;
  for (const one of all("main > section")) one.hidden = one.id !== current;
  for (const one of all("[data-screen]")) {
    if (one.dataset.screen === current) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
    one.disabled = one.dataset.screen !== "kiezen" && !app.wish.scenario;
  }
  if (!app.meta || !app.wish.scenario) return;
  const measures = new Map(app.wish.changes.measures.map((one) => [one.name, one]));
  const parameters = new Map(app.wish.changes.parameters.map((one) => [one.name, one]));
  for (const row of all("#measures .measure")) {
    row.follow(measures.get(row.dataset.name));
    if (measures.has(row.dataset.name) && !row.seen) { row.closest("details.group").open = true; row.seen = true; }
  }
  for (const row of all(".lever")) row.follow(parameters.get(row.dataset.name));
  strangers().catch(trouble);
  const count = app.wish.changes.measures.length;
  find("#count").textContent = count ? `(${text("count_on", { count })})` : "";
  const outcome = app.wish.outcome || app.data?.outcome;
  for (const name of ["#outcome", "#compare-outcome"]) if (outcome) find(name).value = outcome;
  const year = app.wish.year ?? app.data?.year ?? app.meta.year;
  for (const name of ["#year", "#compare-year"]) if (year) find(name).value = String(year);
  find("#clear").disabled = !changed();
  find("#keep-variant").disabled = !changed() || app.wish.variants.length >= 4;
  problems();
  variants();
  taking();
}

function problems() {
  const loose = app.problems.filter((one) => !all("[data-name]").some((row) => row.dataset.name === one.field));
  if (!app.problems.length) return;
  find("#progress").replaceChildren();
  find("#answers").replaceChildren(element("p", { class: "wrong" }, `${text("problem")}. ${loose.length ? "" : text("problem_here")}`),
    ...loose.map((one) => element("p", { class: "wrong" }, `${one.message} ${one.hint}`)));
  find("#precision").textContent = "";
}

// --- running

let stream = null;
let watched = "";

function leave() {
  stream?.close();
  stream = null;
  watched = "";
}

async function run() {
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
      if (comparing) compared(data);
      else shown(data);
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

function stop() {
  if (!stream) return;
  const id = app.ids?.id;
  leave();
  if (id) call("DELETE", `/api/runs/${id}`).catch(() => {});
  for (const marked of [find("#progress"), find("#compare-progress")]) marked.replaceChildren(text("cancelled"), button(text("continue"), run, "plain small"));
}

function sentences(root, precision, data) {
  const said = data.answers.map((one) => element("p", { class: one.seen === "unseen" ? "open" : "" },
    data.runs.length > 2 ? element("strong", {}, `${text("variant_name", { name: one.run })}: `) : null, one.text));
  const key = JSON.stringify(data.answers.map((one) => one.text));
  // What says the same again is not read out again.
  if (root.dataset.said !== key || root.querySelector(".wrong")) root.replaceChildren(...said);
  root.dataset.said = key;
  const several = data.answers.length > 1 && data.runs.length > 2;
  precision.textContent = several ? data.answers.map((one) => `${text("variant_name", { name: one.run })}: ${one.precision}`).join(" ") : data.answers[0]?.precision ?? "";
}

function shown(data) {
  app.data = data;
  sentences(find("#answers"), find("#precision"), data);
  if (data.runs.length < 2) find("#answers").append(element("p", {}, text("no_changes")));
  redraw();
  find("#targets").replaceChildren(targets(data));
  const expected = find("#expected");
  expected.hidden = !data.expected.length;
  if (data.expected.length) {
    find("p", expected).textContent = text("expected_lead", { year: data.year });
    find("div", expected).replaceChildren(table({
      heading: ["measure", "outcome", "document_says", "model_shows", "same"].map((name, place) => (place === 4 ? "" : text(name))).slice(0, 4).concat(" "),
      rows: data.expected.map((one) => [one.label, one.outcome, `${one.goes}\n${one.source}`, way(one.seen), text(one.agrees === null ? "cannot_tell" : one.agrees ? "agrees" : "disagrees")]),
    }, [], text("expected_title")));
  }
  find("#went-in").hidden = !data.inputs.length;
  if (data.inputs.length) find("#went-in div").replaceChildren(table(data.inputs[0], [], text("went_in")));
  for (const [field, value] of [["#outcome", data.outcome], ["#year", String(data.year)]]) if (document.activeElement !== find(field)) find(field).value = value;
  taking();
}

function redraw() {
  if (!app.data) return;
  const open = find("#chart details")?.open;
  figure(find("#chart"), app.data, app.show);
  if (open) find("#chart details").open = true;
}

function targets(data) {
  if (!data.targets.length) return element("p", {}, text("no_targets"));
  const names = data.runs.length > 2 ? data.runs.slice(1).map((run) => text("variant_name", { name: run.name })) : data.runs.length > 1 ? [text("after")] : [];
  const heading = [text("target"), text("limit"), text("before"), ...names.flatMap((name) => [name, text("change")])];
  const rows = data.targets.map((one) => [one.label, one.limit, `${one.chances[0]}\n${one.verdicts[0]}`,
    ...names.flatMap((_, place) => [`${one.chances[place + 1]}\n${one.verdicts[place + 1]}`, way(one.changes[place + 1])])]);
  return table({ heading, rows }, [], text("targets"));
}

// --- comparing

function keepVariant() {
  if (app.wish.variants.length >= 4) { find("#kept-as").textContent = text("four_kept"); return; }
  wish((next) => { next.variants.push(copy(next.changes)); }, { at: 0 });
  find("#kept-as").textContent = text("kept_as", { name: text("variant_name", { name: LETTERS[app.wish.variants.length - 1] }) });
}

function variants() {
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

function described(changes) {
  const measures = changes.measures.map((one) => {
    const known = app.meta.measures.find((each) => each.name === one.name);
    const when = one.since ?? known?.taken ?? known?.from ?? "";
    return `${known?.label ?? one.name}: ${one.how === "uit" ? text("remove").toLowerCase() : `${when}, ${text(one.how).toLowerCase()}`}`;
  });
  const parameters = changes.parameters.map((one) => {
    const known = app.meta.levers.find((each) => each.name === one.name);
    return `${known?.label ?? one.name}: ${known && !/[%+]/.test(one.value) ? amount(known, Number(one.value)) : one.value}${one.since ? ` (${one.since})` : ""}`;
  });
  return [...measures, ...parameters];
}

function compared(data) {
  // The server has the run of the path first; the letters say the order here.
  const order = [0, ...data.runs.slice(1).map((run, place) => [run.name, place + 1]).sort().map(([, place]) => place)];
  const sorted = { ...data, runs: order.map((place) => data.runs[place]), answers: [...data.answers].sort((a, b) => (a.run < b.run ? -1 : 1)),
    targets: data.targets.map((one) => ({ ...one, chances: order.map((place) => one.chances[place]), verdicts: order.map((place) => one.verdicts[place]), changes: order.map((place) => one.changes[place]) })) };
  sentences(find("#compare-answers"), find("#compare-precision"), sorted);
  app.compared = sorted;
  figure(find("#compare-chart"), sorted, "difference");
  find("#compare-targets").replaceChildren(targets(sorted));
  find("#compare-regret").hidden = !data.regret.rows.length;
  if (data.regret.rows.length) find("#compare-regret div").replaceChildren(table({ ...data.regret, caption: "" }, [], text("regret")));
}

// --- what takes longer

async function job(place, path, body, done) {
  const cancelled = { id: null };
  const cancel = button(text("cancel"), () => cancelled.id && call("DELETE", `/api/jobs/${cancelled.id}`), "plain small");
  place.replaceChildren(text("busy"), cancel);
  try {
    let state = await call("POST", path, body);
    cancelled.id = state.id;
    while (state.status === "running") {
      place.firstChild.textContent = `${text("busy")} ${state.total ? text("progress", state) : ""} `;
      await new Promise((resolve) => { setTimeout(resolve, 500); });
      state = await call("GET", `/api/jobs/${state.id}`);
    }
    if (state.status === "done") done(state);
    else place.replaceChildren(state.status === "cancelled" ? text("job_cancelled") : element("span", { class: "wrong" }, `${text("job_failed")} ${state.message}`));
  } catch (error) {
    const said = error instanceof Refused ? error.problems.map((one) => one.message).join(" ") || error.message : "";
    place.replaceChildren(element("span", { class: "wrong" }, `${text("job_failed")} ${said}`));
    if (!(error instanceof Refused)) trouble(error);
  }
}

function explain() {
  const place = find("#explain-job");
  job(place, "/api/explain", { wish: app.wish }, ({ result }) => {
    place.replaceChildren();
    const heading = [result.title, `${text("contribution")} (${result.unit})`, text("error"), text("nine")];
    find("#explained").replaceChildren(table({ caption: `${result.title}, ${result.year}, ${text("draws_of", { count: format(result.draws) })}`, heading,
      rows: result.rows.map((one) => [one.label, one.mean, one.error, one.nine]) }, [1, 2, 3]), ...result.remarks.map((one) => element("p", {}, one)), element("p", { class: "note" }, result.method));
  });
}

function report(form) {
  const place = find("#report-job");
  job(place, "/api/report", { wish: app.wish, form }, (state) => {
    place.replaceChildren(element("a", { class: "button", href: `/api/jobs/${state.id}/file`, download: state.file }, text("download", state)));
  });
}

function keep(event) {
  event.preventDefault();
  const place = find("#keep-job");
  const { name, draws } = event.target.elements;
  job(place, "/api/keep", { wish: app.wish, name: name.value, draws: Number(draws.value) }, ({ result }) => {
    place.replaceChildren(text("kept", result));
    choices().catch(trouble);
  });
}

function taking() {
  const link = find("#link");
  // Who gets it wants to see it, not to take it along.
  link.value = commandOf(app.state.replace("&t=meenemen", "&t=maken"));
  find("#yaml").textContent = app.yaml;
  find("#yaml-link").href = `/api/scenario.yaml?state=${encodeURIComponent(app.state)}`;
  find("#take-what").textContent = [app.meta.label, ...described(app.wish.changes)].join(" · ");
  find("#report-lead").textContent = text("report_lead", { draws: format(1000) });
  const csv = find("#csv-link");
  if (app.ids && app.data && !app.ids.comparing) {
    const query = new URLSearchParams(app.ids.query);
    query.set("draws", app.data.draws);
    query.set("outcome", app.data.outcome);
    csv.href = `/api/runs/${app.ids.id}/draws.csv?${query}`;
  }
}

async function copyLink() {
  const said = find("#copied");
  try {
    await navigator.clipboard.writeText(find("#link").value);
    said.textContent = text("copied");
  } catch {
    find("#link").select();
    said.textContent = text("select_it");
  }
}

// --- listening

for (const one of all("[data-screen]")) one.addEventListener("click", () => screen(one.dataset.screen));
find("#language").addEventListener("click", async () => {
  const next = page.language === "nl" ? "en" : "nl";
  try {
    await language(next);
    leave();
    wish((mine) => { mine.language = next; }, { at: 0 });
  } catch (error) {
    trouble(error);
  }
});
find("#paste").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = event.target.elements.link.value.trim().replace(/^simulate open\s+/, "").replace(/^['"]|['"]$/g, "");
  if (given) history.pushState(null, "", `#${given.split("#").at(-1)}`);
  load(given);
});
for (const [field, other] of [["#outcome", "outcome"], ["#compare-outcome", "outcome"], ["#year", "year"], ["#compare-year", "year"]]) {
  find(field).addEventListener("change", (event) => wish((next) => { next[other] = other === "year" ? Number(event.target.value) : event.target.value; }, { at: 0 }));
}
for (const one of all("[name=show]")) one.addEventListener("change", () => { app.show = one.value; redraw(); });
find("#search").addEventListener("input", () => search());
find("#document").addEventListener("change", () => search());
find("#search-parameters").addEventListener("input", () => searchParameters());
find("#keep-variant").addEventListener("click", keepVariant);
find("#clear").addEventListener("click", () => wish((next) => { next.changes = { measures: [], parameters: [] }; }));
find("#explain").addEventListener("click", explain);
for (const one of all("[data-report]")) one.addEventListener("click", () => report(one.dataset.report));
find("#keep").addEventListener("submit", keep);
find("#copy").addEventListener("click", copyLink);
window.addEventListener("popstate", () => { if (location.hash.slice(1) !== app.state) { leave(); load(location.hash); } });
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && app.wish?.screen === "maken") { event.preventDefault(); find("#search").focus(); }
  if (event.key === "Escape") stop();
});
// A figure that becomes narrow, or wide again, is drawn anew: its text stays as large as it is.
for (const [place, again] of [["#chart", redraw], ["#compare-chart", () => app.compared && figure(find("#compare-chart"), app.compared, "difference")]]) {
  let narrow = null;
  new ResizeObserver(([{ contentRect: { width } }]) => {
    const now = width < 560;
    if (width && narrow !== null && now !== narrow) again();
    if (width) narrow = now;
  }).observe(find(place));
}
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && app.wish && find("#notices .stop")) load(location.hash); });

load(location.hash);
