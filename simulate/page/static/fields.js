"use strict";
// What is wrong, beside the field that it belongs to.
import { all, button, element, find, text } from "/static/parts.js";
import { app } from "/static/state.js";

// A problem stands beside the field that it belongs to.
export function wrong(row, name, fields) {
  const mine = app.problems.filter((one) => one.field === name);
  const place = find(".wrong", row);
  place.hidden = !mine.length;
  place.textContent = mine.map((one) => [one.message, one.hint || (one.expected && text("expected_value", { expected: one.expected }))].filter(Boolean).join(" – ")).join(" ");
  for (const field of fields) field.setAttribute("aria-invalid", String(mine.length > 0));
}

// Beside the answer stands which fields are wrong, each with a way to it.
export function problems() {
  if (!app.problems.length) return;
  const rows = new Map(all("[data-name]").map((row) => [row.dataset.name, row]));
  const said = app.problems.map((one) => (rows.has(one.field) ? pointer(rows.get(one.field)) : element("p", { class: "wrong" }, `${one.message} ${one.hint}`)));
  find("#progress").replaceChildren();
  find("#precision").textContent = "";
  find("#answers").replaceChildren(element("p", { class: "wrong" }, `${text("problem")}.`), ...said);
}

function pointer(row) {
  const go = () => {
    const group = row.closest("details");
    if (group) group.open = true;
    row.hidden = false;
    row.scrollIntoView({ block: "center" });
    find("[aria-invalid=true], input", row).focus();
  };
  return element("p", { class: "wrong" }, `${find("label", row).textContent}: ${find(".wrong", row).textContent} `, button(text("to_field"), go, "plain small"));
}
