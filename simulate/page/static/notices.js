"use strict";
// What is said above the page, and where something went wrong.
import { button, call, element, find, page, Refused, text } from "/static/parts.js";
import { acts, app, load } from "/static/state.js";

export function notices({ dropped, changed: since }) {
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

export const closer = () => button(text("close"), (event) => event.target.closest(".notice").remove(), "plain small");

// An answer that says no is shown where it belongs; no answer at all, also when asked once more, means that the program
// has stopped.
export async function trouble(error) {
  if (error instanceof Refused && error.status !== 401) {
    if (error.problems.length) { app.problems = error.problems; acts.render(); }
    else failed(error.message);
    return;
  }
  acts.leave();
  if (!(error instanceof Refused) && await answers()) {
    console.error(error);
    failed(error.message);
    find("#progress").replaceChildren(button(text("again"), acts.run, "small"));
    return;
  }
  if (!find("#notices .stop")) find("#notices").replaceChildren(stopped());
}

const answers = () => call("GET", "/api/models").then(() => true, () => false);

// The texts may not have come before it stopped.
function stopped() {
  const said = (name, otherwise) => (page.texts[name] ? text(name) : otherwise);
  return element("div", { class: "notice stop", role: "alert" },
    element("h2", {}, said("stopped_title", "Het programma is gestopt")),
    element("p", {}, said("stopped", "")),
    element("pre", { tabindex: "0" }, commandOf(location.hash.slice(1) || app.state)),
    button(said("again", "Probeer opnieuw"), again));
}

function again() {
  find("#notices").replaceChildren();
  load(location.hash);
}

export function failed(message) {
  find("#answers").replaceChildren(element("p", { class: "wrong" }, `${text("failed")}: ${message}`));
  find("#progress").replaceChildren();
}

export function commandOf(state) {
  const quote = navigator.userAgent.includes("Windows") ? '"' : "'";
  return `simulate open ${quote}#${state}${quote}`;
}
