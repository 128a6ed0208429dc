"use strict";
// Small parts: the texts, the calls, numbers, tables. `make` is that of the report's explorer.

export const page = { texts: {}, language: "nl" };

export function text(name, values = {}) {
  return (page.texts[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

export const find = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export class Refused extends Error {
  constructor(status, answer) {
    super(answer.error || "");
    this.status = status;
    this.problems = answer.problems || [];
  }
}

// A call of the server. Refused where it says no; TypeError where it is not there.
export async function call(method, path, body) {
  const options = { method, headers: {}, credentials: "same-origin" };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["content-type"] = "application/json";
  }
  const url = new URL(path, location.origin);
  if (!url.searchParams.has("language")) url.searchParams.set("language", page.language);
  const answer = await fetch(url, options);
  const data = await answer.json().catch(() => ({ error: `${answer.status}` }));
  if (!answer.ok) throw new Refused(answer.status, data);
  return data;
}

export function format(value, digits) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  const decimals = digits ?? (size >= 100 || value === 0 ? 0 : size >= 1 ? 2 : 4);
  const options = { maximumFractionDigits: decimals, minimumFractionDigits: digits === undefined ? 0 : digits };
  const shown = new Intl.NumberFormat(page.language, options).format(value);
  // No number is less than nothing by a digit that is not shown.
  return /[1-9]/.test(shown) ? shown.replace("-", "−") : shown.replace("-", "");
}

// A date as it is said: 1 juli 2027.
export function day(iso) {
  return iso && new Intl.DateTimeFormat(page.language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(iso));
}

export function amount(parameter, value) {
  if (value === null || value === undefined) return "";
  if (parameter.share) return `${format(value * 100, Math.abs(value) < 0.1 ? 1 : 0)} %`;
  return parameter.unit === "factor" ? `× ${format(value)}` : `${format(value)} ${parameter.unit}`;
}

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function button(label, act, kind = "") {
  return element("button", { type: "button", class: kind, onclick: act }, label);
}

// A table that scrolls by itself where it is too wide, and can be reached by keyboard.
export function table({ caption, heading, rows, note }, numbers = [], hidden = "") {
  const head = element("tr", {}, ...heading.map((cell, place) =>
    element("th", { scope: "col", class: numbers.includes(place) ? "number" : null }, cell)));
  const body = rows.map((row) => element("tr", {}, ...row.map((cell, place) => place === 0
    ? element("th", { scope: "row" }, cell)
    : element("td", { class: numbers.includes(place) ? "number" : null }, cell))));
  const made = element("table", {}, caption ? element("caption", {}, caption) : null, element("thead", {}, head), element("tbody", {}, ...body));
  const around = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption || hidden || heading[0] }, made);
  return note ? element("div", {}, around, element("p", { class: "note" }, note)) : around;
}

const WAYS = { higher: "up", lower: "down", same: "level", unseen: "open" };
export function way(seen) {
  return element("span", { class: WAYS[seen] }, text(seen));
}

// What was wished last is done; what was wished before it is dropped.
export function later(milliseconds, act) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), milliseconds);
  };
}

export function options(field, groups, value) {
  field.replaceChildren(...groups.map(({ label, items }) => {
    const made = items.map((item) => element("option", { value: item.value }, item.label));
    return label ? element("optgroup", { label }, ...made) : made;
  }).flat());
  if (value !== undefined) field.value = value;
}
