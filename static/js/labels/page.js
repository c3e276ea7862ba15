// The label grid: every text of a gallery, written as in a spreadsheet.
import "../shell/live-updates.js";
import { active, cellOf, choice, chosen, fieldOf, grid, held, meant, paint, settle } from "./cells.js";
import { go } from "./keys.js";
import { fill } from "./clipboard.js";
import { decide, save } from "./saving.js";
import { typing, write } from "./editing.js";

let wasIn = false; // whether a cell had the focus before a swap
let here = null; // where it was, in case it goes

document.addEventListener("htmx:before:swap", () => {
  const cell = cellOf(document.activeElement);
  wasIn = Boolean(cell);
  if (cell) here = [cell.parentElement.nextElementSibling?.id ?? cell.parentElement.previousElementSibling?.id, cell.cellIndex];
});

document.addEventListener("htmx:after:swap", () => {
  if (!grid()) return;
  settle();
  if (!wasIn || typing()) return;
  if (cellOf(document.activeElement)) document.activeElement.select();
  else if (document.activeElement === document.body) go(document.getElementById(here[0])?.cells[here[1]] ?? active());
});

/** What others wrote while a cell was held back is fetched once it is given back. */
let missed = false;
document.addEventListener("packshot:refreshed", () => {
  missed ||= Boolean(grid()?.querySelector("td.editing"));
});
document.addEventListener("packshot:given-back", async ({ detail }) => {
  if (!missed && !detail.stale) return;
  missed = false;
  await htmx.ajax("GET", document.getElementById("grid-now").dataset.self, { target: "#grid", swap: "outerMorph" });
});

function chose(button) {
  const cell = cellOf(button);
  const theirs = JSON.parse(cell.querySelector('[name="use"]').value)[2];
  const mine = held(fieldOf(cell));
  decide(cell, theirs, button.name === "use" ? mine : theirs);
  Object.assign(choice, { active: cell.id, end: null });
  paint();
  fieldOf(cell).focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#grid td button, #grid-tools [data-fill], #grid-tools [data-write]");
  if (!button) return;
  event.preventDefault();
  if (button.matches("#grid td button")) return chose(button);
  if (button.dataset.fill) fill(button.dataset.fill === "down");
  else write(chosen(), () => (button.dataset.write === "empty" ? "" : null));
  fieldOf(active())?.focus();
});

/** Whoever was faster than this script has typed something already. */
function start() {
  const early = [...grid().querySelectorAll("textarea")].filter((field) => field.value !== field.defaultValue);
  const texts = early.map((field) => [cellOf(field), meant(field.value)]);
  settle();
  if (texts.length) save(texts);
}
if (grid()) start();
