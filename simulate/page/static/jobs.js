"use strict";
// What takes longer: followed until it is done, with a way to stop it.
import { button, call, element, Refused, text } from "/static/parts.js";
import { trouble } from "/static/notices.js";

export async function job(place, path, body, done) {
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
