// The label grid: every label of a gallery, edited as in a spreadsheet.
import { byId, closest, find, findAll, need } from "../shell/dom.js";
import "../shell/live-updates.js";
import {
  activeCell,
  cellOf,
  fieldOf,
  findActiveCell,
  grid,
  gridField,
  labelFrom,
  paint,
  selectedCells,
  selection,
  settle,
  shownLabel,
} from "./cells.js";
import { fill } from "./clipboard.js";
import { editing, write } from "./editing.js";
import { go } from "./keys.js";
import { resolve, save } from "./saving.js";

/** @typedef {import("./cells.js").Cell} Cell */
/** @typedef {import("./cells.js").Label} Label */

/** @type {Cell | null} the cell that has the focus before a swap */
let focused = null;
/** @type {{ row: string | undefined, column: number }} where to go if its row goes */
let fallback = { row: undefined, column: 0 };

document.addEventListener("htmx:before:swap", () => {
  focused = cellOf(document.activeElement);
  const row = focused?.parentElement;
  const near = row?.nextElementSibling ?? row?.previousElementSibling;
  if (focused) fallback = { row: near?.id, column: focused.cellIndex };
});

document.addEventListener("htmx:after:swap", () => {
  if (!grid()) return;
  settle();
  if (!focused || editing()) return;
  if (cellOf(document.activeElement)) gridField(document.activeElement)?.select();
  else if (document.activeElement === document.body) go(fallbackCell());
});

const fallbackCell = () => byId(fallback.row, HTMLTableRowElement)?.cells[fallback.column] ?? findActiveCell();

// What others wrote while a cell was locked is fetched once it is released.
let missed = false;
document.addEventListener("packshot:refreshed", () => {
  missed ||= find("#grid td.editing", Element) !== null;
});
document.addEventListener("packshot:released", async ({ detail }) => {
  if (!missed && !detail.stale) return;
  missed = false;
  const { address = "" } = need("#grid-state", HTMLElement).dataset;
  await htmx.ajax("GET", address, { target: "#grid", swap: "outerMorph" });
});

/**
 * Resolves a conflict as the button says.
 *
 * @param {HTMLButtonElement} button
 */
function choose(button) {
  const cell = cellOf(button);
  const field = fieldOf(cell);
  if (!cell || !field) return;
  /** @type {Label} */
  const theirs = JSON.parse(need('[name="use"]', HTMLButtonElement, cell).value)[2];
  resolve(cell, theirs, button.name === "use" ? shownLabel(field) : theirs);
  Object.assign(selection, { active: cell.id, end: null });
  paint();
  field.focus();
}

document.addEventListener("click", (event) => {
  const choice = closest(event.target, "#grid td button", HTMLButtonElement);
  const tool = closest(event.target, "#grid-tools [data-fill], #grid-tools [data-write]", HTMLElement);
  if (!choice && !tool) return;
  event.preventDefault();
  if (choice) {
    choose(choice);
    return;
  }
  const { fill: direction, write: what } = tool?.dataset ?? {};
  if (direction) fill(direction === "down");
  else write(selectedCells(), () => (what === "empty" ? "" : null));
  fieldOf(activeCell())?.focus();
});

/** What was typed before this script ran is saved too. */
function start() {
  const typed = findAll("#grid textarea", HTMLTextAreaElement).filter(
    ({ value, defaultValue }) => value !== defaultValue,
  );
  /** @type {[Cell, Label][]} */
  const labels = typed.flatMap((field) => {
    const cell = cellOf(field);
    return cell ? [[cell, labelFrom(field.value)]] : [];
  });
  settle();
  if (labels.length) save(labels);
}
if (grid()) start();
