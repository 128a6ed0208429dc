"use strict";
// The figure: fans of a base and a variant by month, or their difference; and the same numbers as a table.
import { element, format, table, text } from "/static/parts.js";

// On a small screen it is drawn smaller, so that its text stays as large as it is.
const WIDE = { width: 860, height: 330, left: 84, right: 14, top: 28, bottom: 30, years: 11 };
const NARROW = { width: 400, height: 300, left: 64, right: 10, top: 28, bottom: 28, years: 5 };
const SMALL = 560;
let SIZE = WIDE;
const LINES = ["line-variant", "line-1", "line-2", "line-3"];

function scaleOf(data, largest) {
  if (data.chance || data.share) return { divisor: 0.01, unit: "%" };
  const over = data.summed && !data.unit.includes(" per ") ? ` ${text("permonth")}` : "";
  if (data.money && largest >= 1e9) return { divisor: 1e9, unit: `${text("billion")} ${data.unit}${over}` };
  if (data.money && largest >= 1e6) return { divisor: 1e6, unit: `${text("million")} ${data.unit}${over}` };
  return { divisor: 1, unit: data.unit + over };
}

// What is drawn: bands and lines, the base first, with a name for each.
function layers(data, show) {
  const [base, ...others] = data.runs;
  const middle = data.chance ? "mean" : "p50";
  if (!others.length) return [{ fan: base.fan, middle, line: "line-variant", bands: bands(data, true), name: text("base") }];
  if (show === "difference" || others.length > 1) {
    return others.map((run, place) => ({
      fan: run.difference ?? run.fan, middle: "mean", line: LINES[place], bands: others.length > 1 ? [] : bands(data, true),
      name: others.length > 1 ? text("variant_name", { name: run.name }) : text("show_difference"),
    }));
  }
  return [
    { fan: base.fan, middle, line: "line-base", bands: data.chance ? [] : [["p5", "p95", "band-base"]], name: text("base") },
    { fan: others[0].fan, middle, line: "line-variant", bands: bands(data, false), name: text("variant") },
  ];
}

function bands(data, both) {
  if (data.chance) return [];
  return both ? [["p5", "p95", "band-outer"], ["p25", "p75", "band-inner"]] : [["p5", "p95", "band-outer"]];
}

export function figure(root, data, show) {
  SIZE = root.clientWidth && root.clientWidth < SMALL ? NARROW : WIDE;
  const drawn = layers(data, show);
  const differs = data.runs.length > 2 || (show === "difference" && data.runs.length > 1);
  const used = drawn.flatMap(({ fan, middle, bands: some }) => [middle, ...some.flatMap(([low, high]) => [low, high])].flatMap((name) => fan[name]));
  const known = used.filter((value) => value !== null);
  const largest = Math.max(...known.map(Math.abs), 0);
  const scale = scaleOf(data, largest);
  const title = `${data.label}${differs ? `, ${text("show_difference").toLowerCase()}` : ""}`;
  const unit = differs && (data.chance || data.share) ? text("points") : scale.unit;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${SIZE.width} ${SIZE.height}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${title}, ${unit}`);
  const low = Math.min(0, ...known.map((value) => value / scale.divisor));
  const high = Math.max(...known.map((value) => value / scale.divisor), low + 1e-9);
  const top = high + (high - low) * 0.04;
  const bottom = low < 0 ? low - (high - low) * 0.04 : low;
  const y = (value) => SIZE.height - SIZE.bottom - (value / scale.divisor - bottom) / (top - bottom) * (SIZE.height - SIZE.top - SIZE.bottom);
  const at = drawn[0].fan.at;
  const x = (place) => SIZE.left + place / Math.max(at.length - 1, 1) * (SIZE.width - SIZE.left - SIZE.right);
  axes(svg, { at, x, y, bottom, top, scale, unit });
  if (differs) draw(svg, "line", { class: "zero", x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: y(0), y2: y(0) });
  for (const { fan, bands: some } of drawn) {
    for (const [from, to, kind] of some) {
      const places = at.map((_, place) => place).filter((place) => fan[from][place] !== null);
      const upper = places.map((place) => `${x(place)},${y(fan[to][place])}`);
      const lower = places.map((place) => `${x(place)},${y(fan[from][place])}`).reverse();
      draw(svg, "polygon", { class: kind, points: [...upper, ...lower].join(" ") });
    }
  }
  for (const { fan, middle, line } of drawn) {
    const points = fan[middle].map((value, place) => (value === null ? "" : `${x(place)},${y(value)}`)).filter(Boolean);
    draw(svg, "polyline", { class: line, points: points.join(" ") });
  }
  root.replaceChildren(element("h3", {}, title), svg, key(drawn, data, differs), numbers(data, drawn, scale, title, unit));
}

function axes(svg, { at, x, y, bottom, top, scale, unit }) {
  const { step, found } = ticks(bottom, top);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  for (const value of found) {
    const height = y(value * scale.divisor);
    draw(svg, "line", { class: "grid", x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: height, y2: height });
    draw(svg, "text", { x: SIZE.left - 8, y: height + 4, "text-anchor": "end" }, format(value, digits));
  }
  const years = at.filter((month) => month.endsWith("-01")).length;
  const every = Math.ceil(years / SIZE.years) || 1;
  let count = 0;
  at.forEach((month, place) => {
    if (month.endsWith("-01") && count++ % every === 0) draw(svg, "text", { x: x(place), y: SIZE.height - 9, "text-anchor": place ? "middle" : "start" }, month.slice(0, 4));
  });
  draw(svg, "text", { x: 4, y: 17 }, unit);
}

function key(drawn, data, differs) {
  const items = drawn.map(({ line, bands: some, name, middle }) => {
    const sample = document.createElementNS(SVG, "svg");
    for (const [attribute, value] of Object.entries({ viewBox: "0 0 36 14", width: 36, height: 14, "aria-hidden": "true" })) sample.setAttribute(attribute, value);
    some.forEach(([, , kind], place) => draw(sample, "rect", { class: kind, x: 0, width: 36, y: place ? 4 : 1, height: place ? 6 : 12 }));
    draw(sample, "line", { class: line, x1: 0, x2: 36, y1: 7, y2: 7 });
    const parts = [text(middle === "mean" && !data.chance ? "mean" : data.chance ? "draws" : "median"), ...some.map(([from]) => text(from === "p5" ? "nine" : "half"))];
    return element("li", {}, sample, ` ${name} (${parts.join(", ")})`);
  });
  return element("ul", { class: "key" }, ...items);
}

function numbers(data, drawn, scale, title, unit) {
  const columns = drawn.flatMap(({ fan, middle, bands: some, name }) => {
    const names = [middle, ...some.flatMap(([low, high]) => [low, high])];
    return names.map((one) => [`${name}: ${one === "p50" ? text("median") : one === "mean" ? text("mean") : `${one.slice(1)} %`}`, fan[one]]);
  });
  const largest = Math.max(...columns.flatMap(([, values]) => values).filter((value) => value !== null).map(Math.abs), 0) / scale.divisor;
  const digits = largest > 0 ? Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(largest)))) : 0;
  const details = element("details", {}, element("summary", {}, text("numbers")));
  const fill = () => {
    if (details.children.length > 1) return;
    const rows = drawn[0].fan.at.map((month, place) => [month, ...columns.map(([, values]) => format(values[place] === null ? null : values[place] / scale.divisor, digits))]);
    details.append(table({ caption: `${title}, ${unit}`, heading: [text("month"), ...columns.map(([name]) => name)], rows }, columns.map((_, place) => place + 1)));
    for (const made of data.years_table ?? []) {
      details.append(element("h4", {}, text("by_year")), table(made, made.heading.map((_, place) => place).slice(1), text("by_year")));
    }
  };
  // A table of ten years of months is made when somebody opens it.
  details.addEventListener("toggle", fill);
  return details;
}
