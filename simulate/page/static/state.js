"use strict";
// The wish, and the address that it lives in. What follows from another wish is in `acts`, which the page fills.
import { call, find } from "/static/parts.js";

export const app = { wish: null, state: "", meta: null, problems: [], said: [], yaml: "", data: null, compared: null, ids: null, shown: null, others: new Map(), show: "fan" };
export const acts = { render: null, run: null, leave: null, trouble: null, notices: null, language: null, build: null };
export const MOST_VARIANTS = 4;
const SETTLED = 300;

export const copy = (value) => JSON.parse(JSON.stringify(value));
export const changed = () => app.wish.changes.measures.length + app.wish.changes.parameters.length > 0;

export async function load(state) {
  try {
    const found = await call("POST", "/api/check", { state });
    await acts.language(found.wish.language);
    take(found);
    if (app.wish.scenario && app.meta?.file !== app.wish.scenario) await scenario(app.wish.scenario);
    if (app.wish.scenario && app.wish.screen === "kiezen" && changed()) app.wish.screen = "maken";
    if (!app.wish.scenario) app.wish.screen = "kiezen";
    history.replaceState(null, "", `#${app.state}`);
    acts.notices(found);
    acts.render();
    acts.run();
  } catch (error) {
    acts.trouble(error);
  }
}

function take(found) {
  app.wish = found.wish;
  app.state = found.state;
  app.problems = found.problems;
  app.said = found.said;
  app.yaml = found.yaml;
}

// What is changed is shown at once, and computed when nothing has moved for a moment.
export function wish(change, { at = SETTLED, focus = false } = {}) {
  const next = copy(app.wish);
  change(next);
  app.wish = next;
  acts.render();
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
      acts.render();
      acts.run();
    } catch (error) {
      acts.trouble(error);
    }
  }, at);
}

export async function scenario(file) {
  app.meta = await call("GET", `/api/scenarios/${encodeURIComponent(file)}`);
  app.data = null;
  app.shown = null;
  app.others = new Map();
  acts.build();
}

export function screen(name) {
  wish((next) => { next.screen = name; }, { at: 0, focus: true });
}
