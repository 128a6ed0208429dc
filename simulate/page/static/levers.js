"use strict";
// Levers, and every other parameter through search.
import { amount, button, call, element, find, later, text } from "/static/parts.js";
import { wrong } from "/static/fields.js";
import { app, wish } from "/static/state.js";

export function lever(one) {
  const { number, range, since, after } = controls(one);
  const sliding = () => { if (range) range.setAttribute("aria-valuetext", amount(one, Number(range.value))); };
  const send = (value) => { if (value !== "") moved(one, value, one.at_start ? null : since.value || null); };
  number.addEventListener("input", () => { if (range) range.value = number.value; send(number.value.replace(",", ".")); });
  since.addEventListener("change", () => send(number.value));
  range?.addEventListener("input", () => { number.value = range.value; sliding(); send(range.value); });
  const mark = one.value === null ? text("by_share", { axis: one.axis }) : text("base_value", { value: amount(one, one.value) });
  const row = element("div", { class: "lever", "data-name": one.name },
    element("h3", {}, element("label", { for: number.id }, one.label)), element("div", { class: "move" }, range ?? element("span", { class: "note" }, one.unit), number),
    element("p", { class: "note", id: `b-${one.name}` }, mark), after, element("p", { class: "wrong", role: "alert", hidden: true }), why(one));
  row.follow = (mine) => {
    row.classList.toggle("on", Boolean(mine));
    after.hidden = !mine;
    const value = mine ? mine.value : one.value === null ? "" : String(one.value);
    if (document.activeElement !== number) number.value = value;
    if (range && document.activeElement !== range) range.value = Number(value);
    if (mine?.since && document.activeElement !== since) since.value = mine.since;
    sliding();
    wrong(row, one.name, [number]);
  };
  return row;
}

// A number with a slider where it has bounds, from a day on where it may change, and a way back.
function controls(one) {
  const number = element("input", { type: one.axis ? "text" : "number", step: "any", min: one.low, max: one.high, id: `p-${one.name}`, autocomplete: "off", "aria-describedby": `b-${one.name}` });
  const range = one.step ? element("input", { type: "range", min: one.min, max: one.max, step: one.step, "aria-label": one.label }) : null;
  const since = element("input", { type: "date", value: app.meta.from });
  const back = button(one.value === null ? text("undo") : text("reset", { value: amount(one, one.value) }), () => moved(one, null), "plain small");
  const after = element("div", { class: "after", hidden: true }, one.at_start ? null : element("label", {}, element("span", {}, text("date")), since), back);
  return { number, range, since, after };
}

function why(one) {
  if (!one.reason && !one.why) return null;
  return element("details", {}, element("summary", {}, text("why")), element("p", { class: "note" }, one.reason ?? ""), element("p", { class: "note" }, `${one.role}. ${one.why}`));
}

function moved(one, value, since = null) {
  wish((next) => {
    const rest = next.changes.parameters.filter((each) => each.name !== one.name);
    if (value === null || (one.value !== null && Number(value) === one.value)) next.changes.parameters = rest;
    else next.changes.parameters = [...rest, { name: one.name, since, value: String(value) }];
  });
}

export const searchParameters = later(250, async () => {
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
export async function strangers() {
  const there = new Set([...app.meta.levers.map((one) => one.name), ...app.others.keys()]);
  const names = [...new Set(app.wish.changes.parameters.map((one) => one.name))].filter((name) => !there.has(name));
  if (!names.length) return;
  for (const name of names) app.others.set(name, null);
  const found = await call("GET", `/api/parameters?scenario=${encodeURIComponent(app.wish.scenario)}&names=${names.join(",")}`);
  for (const one of found.parameters) { app.others.delete(one.name); other(one); }
}
