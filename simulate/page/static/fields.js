"use strict";
// What is wrong, beside the field that it belongs to.
import { all, element, find, text } from "/static/parts.js";
import { app } from "/static/state.js";

// A problem stands beside the field that it belongs to.
export function wrong(row, name, fields) {
  const mine = app.problems.filter((one) => one.field === name);
  const place = find(".wrong", row);
  place.hidden = !mine.length;
  place.textContent = mine.map((one) => [one.message, one.hint || (one.expected && text("expected_value", { expected: one.expected }))].filter(Boolean).join(" – ")).join(" ");
  for (const field of fields) field.setAttribute("aria-invalid", String(mine.length > 0));
}

export function problems() {
  const loose = app.problems.filter((one) => !all("[data-name]").some((row) => row.dataset.name === one.field));
  if (!app.problems.length) return;
  find("#progress").replaceChildren();
  find("#answers").replaceChildren(element("p", { class: "wrong" }, `${text("problem")}. ${loose.length ? "" : text("problem_here")}`),
    ...loose.map((one) => element("p", { class: "wrong" }, `${one.message} ${one.hint}`)));
  find("#precision").textContent = "";
}
