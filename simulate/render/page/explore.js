"use strict";
// Shows one outcome at a time: a fan over months, or a bar for every calendar year, and the same numbers as a table.

const SVG = "http://www.w3.org/2000/svg";
const SIZE = { width: 860, height: 380, left: 78, right: 16, top: 30, bottom: 34 };
const BANDS = {
  nine: [["p5", "p95", "outer"]],
  eight: [["p10", "p90", "outer"]],
  half: [["p25", "p75", "inner"]],
  both: [["p5", "p95", "outer"], ["p25", "p75", "inner"]],
};

function make(parent, tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  parent.append(element);
  return element;
}

function draw(parent, tag, attributes, text = "") {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  parent.append(element);
  return element;
}

function select(form, label, options) {
  const field = make(make(form, "label", {}, label), "select");
  for (const { group, items } of options) {
    const parent = group ? make(field, "optgroup", { label: group }) : field;
    for (const [value, text] of items) make(parent, "option", { value }, text);
  }
  return field;
}

function refill(field, items) {
  const before = field.value;
  field.replaceChildren();
  for (const [value, text] of items) make(field, "option", { value }, text);
  if (items.some(([value]) => value === before)) field.value = before;
  field.disabled = items.length < 2;
}

// Steps of 1, 2 or 5 that make some five lines.
function ticks(low, high) {
  const rough = (high - low) / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((size) => size * power >= rough) || 10);
  const found = [];
  for (let value = Math.ceil(low / step); value * step <= high + step / 1e6; value++) found.push(value * step);
  return { step, found };
}

class Explorer {
  constructor(root) {
    this.root = root;
    this.data = JSON.parse(root.querySelector("script").textContent);
    this.said = this.data.said;
    this.build();
    this.fill();
  }

  build() {
    const { said, data } = this;
    const form = make(this.root, "form");
    const items = data.outcomes.map((outcome, place) => [String(place), outcome.label]);
    this.outcome = select(form, said.outcome, [
      { group: said.headline, items: items.slice(0, data.headline) },
      { group: said.others, items: items.slice(data.headline) },
    ].filter(({ items: some }) => some.length));
    this.outcome.name = "outcome";
    this.entry = select(form, said.part, []);
    this.entry.name = "entry";
    this.interval = select(form, said.interval, []);
    this.interval.name = "interval";
    this.period = select(form, said.period, []);
    this.period.name = "period";
    this.run = select(form, said.run, [{ items: data.runs.map((run, place) => [String(place), run.label]) }]);
    this.run.name = "run";
    // Of several runs the second is what is asked about, against the first.
    if (data.runs.length > 1) this.run.value = "1";
    else this.run.parentElement.hidden = true;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => (event.target === this.outcome ? this.fill() : this.show()));
    // On a small screen it scrolls: made narrower, nobody could read what stands in it.
    const label = `${said.figure} (${said.scroll})`;
    this.picture = make(this.root, "div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label });
    this.names = make(this.root, "ul", { class: "key" });
    this.told = make(this.root, "p", { "aria-live": "polite" });
    const details = make(this.root, "details");
    make(details, "summary", {}, said.numbers);
    this.table = make(details, "div", { class: "scroll", tabindex: "0", role: "region", "aria-label": said.numbers });
  }

  // What can be chosen depends on the outcome.
  fill() {
    const { said } = this;
    const outcome = this.data.outcomes[this.outcome.value];
    refill(this.entry, outcome.entries.map((entry, place) => [String(place), entry.label || said.whole]));
    const known = outcome.entries[0].years[0];
    refill(this.interval, outcome.chance ? [] :
      ["both", "nine", "eight", "half"].filter((name) => BANDS[name].every(([low]) => low in known))
        .map((name) => [name, said[name]]));
    const periods = [["years", said.year], ["months", said.month]];
    refill(this.period, periods.filter(([name]) => outcome.entries[0][name].length && outcome.entries[0][name][0].at.length));
    this.show();
  }

  show() {
    const outcome = this.data.outcomes[this.outcome.value];
    const entry = outcome.entries[this.entry.value];
    const period = this.period.value;
    const series = entry[period];
    const run = Number(this.run.value);
    const middle = outcome.chance ? "mean" : "p50";
    const bands = outcome.chance ? [] : BANDS[this.interval.value];
    const columns = [...new Set([middle, ...bands.flat().filter((name) => name.startsWith("p"))])];
    const all = series.flatMap((one, place) => (place === run ? columns : [middle]).flatMap((name) => one[name]));
    const known = all.filter((value) => value !== null);
    const largest = Math.max(...known.map(Math.abs), 0);
    const view = { outcome, entry, period, series, run, middle, bands, ...this.unit(outcome, period, largest) };
    const scaled = known.map((value) => value / view.divisor);
    view.low = Math.min(0, ...scaled);
    view.high = Math.max(...scaled, view.low + 1e-9);
    this.digits(view);
    this.paint(view);
    this.tell(view);
    this.list(view);
  }

  unit(outcome, period, largest) {
    const { said } = this;
    if (outcome.chance) return { divisor: 0.01, unit: said.draws };
    if (outcome.share) return { divisor: 0.01, unit: "%" };
    const [divisor, scale] = !outcome.money ? [1, ""] :
      largest >= 1e9 ? [1e9, `${said.billion} `] : largest >= 1e6 ? [1e6, `${said.million} `] : [1, ""];
    const over = outcome.summed && !outcome.unit.includes(" per ") ? ` ${period === "years" ? said.peryear : said.permonth}` : "";
    return { divisor, unit: scale + outcome.unit + over };
  }

  digits(view) {
    const size = Math.max(Math.abs(view.low), Math.abs(view.high));
    const digits = size > 0 ? Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(size)))) : 0;
    const format = new Intl.NumberFormat(this.data.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    view.number = (value) => (value === null || value === undefined ? "–" : format.format(value / view.divisor).replace("-", "−"));
  }

  name(view) {
    const { outcome, entry } = view;
    return entry.label ? `${outcome.label}, ${entry.label}` : outcome.label;
  }

  paint(view) {
    const { low, high, series, run, period, middle, bands } = view;
    const mine = series[run];
    const count = mine.at.length;
    const { step, found } = ticks(low, high * 1.04);
    const top = Math.max(high * 1.04, low);
    const y = (value) => SIZE.height - SIZE.bottom - (value - low) / (top - low) * (SIZE.height - SIZE.top - SIZE.bottom);
    const width = SIZE.width - SIZE.left - SIZE.right;
    const byYear = period === "years";
    const x = (place) => SIZE.left + (byYear ? (place + 0.5) / count : place / Math.max(count - 1, 1)) * width;
    const svg = document.createElementNS(SVG, "svg");
    const title = this.name(view);
    svg.setAttribute("viewBox", `0 0 ${SIZE.width} ${SIZE.height}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `${title}, ${view.unit}`);
    const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const format = new Intl.NumberFormat(this.data.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    for (const value of found) {
      draw(svg, "line", { class: "grid", x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: y(value), y2: y(value) });
      draw(svg, "text", { x: SIZE.left - 8, y: y(value) + 4, "text-anchor": "end" }, format.format(value).replace("-", "−"));
    }
    const every = Math.ceil(count / (byYear ? 12 : 144)) * (byYear ? 1 : 12);
    mine.at.forEach((at, place) => {
      const january = byYear ? place % every === 0 : at.endsWith("-01") && (Number(at.slice(0, 4)) % (every / 12) === 0 || every === 12);
      if (january || (count < 24 && !byYear && place % 3 === 0)) {
        draw(svg, "text", { x: x(place), y: SIZE.height - 10, "text-anchor": "middle" }, count < 24 && !byYear ? at : at.slice(0, 4));
      }
    });
    const at = (name, place) => y((mine[name][place] ?? NaN) / view.divisor);
    const places = [...Array(count).keys()].filter((place) => mine[middle][place] !== null);
    const half = byYear ? width / count * 0.31 : 0;
    for (const [from, to, kind] of bands) {
      if (byYear) {
        for (const place of places) {
          draw(svg, "rect", { class: `band-${kind}`, x: x(place) - half, width: 2 * half, y: at(to, place), height: Math.max(at(from, place) - at(to, place), 0) });
        }
      } else {
        const upper = places.map((place) => `${x(place)},${at(to, place)}`);
        const lower = places.map((place) => `${x(place)},${at(from, place)}`).reverse();
        draw(svg, "polygon", { class: `band-${kind}`, points: [...upper, ...lower].join(" ") });
      }
    }
    series.forEach((one, place) => this.line(svg, one, this.kind(place, run), view, { x, y, half, byYear }));
    draw(svg, "text", { x: 4, y: 16 }, view.unit);
    this.picture.replaceChildren(svg);
    this.key(run);
  }

  // Every run has a dash and a colour of its own, whichever is looked at.
  kind(place, run) {
    return place === run ? "middle" : `other other-${place % 6}`;
  }

  // Which line is which run.
  key(run) {
    this.names.replaceChildren();
    if (this.data.runs.length < 2) return;
    this.data.runs.forEach((one, place) => {
      const item = make(this.names, "li");
      const sample = draw(item, "svg", { viewBox: "0 0 36 8", width: 36, height: 8, "aria-hidden": "true" });
      draw(sample, "line", { class: this.kind(place, run), x1: 0, x2: 36, y1: 4, y2: 4 });
      make(item, "span", {}, ` ${one.label}`);
    });
  }

  line(svg, one, kind, view, { x, y, half, byYear }) {
    const known = one[view.middle].map((value, place) => [place, value]).filter(([, value]) => value !== null);
    const height = (value) => y(value / view.divisor);
    if (byYear) {
      for (const [place, value] of known) {
        draw(svg, "line", { class: kind, x1: x(place) - half, x2: x(place) + half, y1: height(value), y2: height(value) });
      }
    } else {
      draw(svg, "polyline", { class: kind, points: known.map(([place, value]) => `${x(place)},${height(value)}`).join(" ") });
    }
  }

  tell(view) {
    const { said, data } = this;
    const mine = view.series[view.run];
    const last = mine.at.length - 1;
    const words = {
      outcome: this.name(view), run: data.runs[view.run].label, begin: mine.at[0], end: mine.at[last],
      first: view.number(mine[view.middle][0]), last: view.number(mine[view.middle][last]),
    };
    const fill = (text, from) => text.replace(/\{(\w+)\}/g, (_, name) => from[name]);
    const others = data.runs.filter((_, place) => place !== view.run).map((run) => run.label).join(", ");
    this.told.textContent = fill(said.shown, words) + (others ? ` (${fill(said.others_line, { run: others })})` : "");
  }

  list(view) {
    const { said } = this;
    const mine = view.series[view.run];
    const bands = view.bands.flatMap(([from, to]) => [[from, `${from.slice(1)} %`], [to, `${to.slice(1)} %`]]);
    const columns = [[view.middle, view.outcome.chance ? said.draws : said.median], ...bands.sort((a, b) => parseInt(a[1]) - parseInt(b[1]))];
    const table = document.createElement("table");
    make(table, "caption", {}, `${this.name(view)}, ${view.unit}`);
    const head = make(make(table, "thead"), "tr");
    make(head, "th", { scope: "col" }, view.period === "years" ? said.year : said.month);
    for (const [, text] of columns) make(head, "th", { scope: "col", class: "number" }, text);
    const body = make(table, "tbody");
    mine.at.forEach((at, place) => {
      const row = make(body, "tr");
      make(row, "th", { scope: "row" }, at);
      for (const [name] of columns) make(row, "td", { class: "number" }, view.number(mine[name][place]));
    });
    this.table.replaceChildren(table);
  }
}

for (const root of document.querySelectorAll("[data-explorer]")) new Explorer(root);
