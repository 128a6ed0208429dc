"use strict";
// The fourth screen: the report, the link, the YAML, the numbers, and keeping.
import { amount, day, element, find, format, text } from "/static/parts.js";
import { choices } from "/static/choosing.js";
import { job } from "/static/jobs.js";
import { commandOf, trouble } from "/static/notices.js";
import { app } from "/static/state.js";

export function described(changes) {
  const measures = changes.measures.map((one) => {
    const known = app.meta.measures.find((each) => each.name === one.name);
    const when = one.since ?? known?.taken ?? known?.from ?? "";
    return `${known?.label ?? one.name}: ${one.how === "uit" ? text("remove").toLowerCase() : `${day(when)}, ${text(one.how).toLowerCase()}`}`;
  });
  const parameters = changes.parameters.map((one) => {
    const known = app.meta.levers.find((each) => each.name === one.name);
    return `${known?.label ?? one.name}: ${known && !/[%+]/.test(one.value) ? amount(known, Number(one.value)) : one.value}${one.since ? ` (${day(one.since)})` : ""}`;
  });
  return [...measures, ...parameters];
}

export function report(form) {
  const place = find("#report-job");
  job(place, "/api/report", { wish: app.wish, form }, (state) => {
    place.replaceChildren(element("a", { class: "button", href: `/api/jobs/${state.id}/file`, download: state.file }, text("download", state)));
  });
}

export function keep(event) {
  event.preventDefault();
  const place = find("#keep-job");
  const { name, draws } = event.target.elements;
  job(place, "/api/keep", { wish: app.wish, name: name.value, draws: Number(draws.value) }, ({ result }) => {
    place.replaceChildren(text("kept", result));
    choices().catch(trouble);
  });
}

export function taking() {
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

export async function copyLink() {
  const said = find("#copied");
  try {
    await navigator.clipboard.writeText(find("#link").value);
    said.textContent = text("copied");
  } catch {
    find("#link").select();
    said.textContent = text("select_it");
  }
}
