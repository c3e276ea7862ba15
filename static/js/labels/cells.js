// The cells of the label grid: where each lies, what it holds, and which are chosen.
import { _ } from "../shell/messages.js";

export const grid = () => document.getElementById("grid");
const body = () => grid().querySelector("tbody");
export const cellOf = (node) => node?.closest?.("#grid td");
export const fieldOf = (cell) => cell?.querySelector("textarea");
export const at = (row, column) => body().rows[row]?.cells[column + 1];
export const columns = () => grid().querySelector("thead tr").cells.length - 1;
export const count = () => body().rows.length;
export const place = (cell) => [cell.parentElement.sectionRowIndex, cell.cellIndex - 1];

/** Image and store. */
export const means = (cell) => cell.id.slice(1).split("-").map(Number);

/** As people write it: nothing but blanks is no text. */
export const meant = (typed) => (typed.trim() ? typed : null);

/** What the cell holds in the page: null is no text of its own, "" was left empty on purpose. */
export const held = (field) => meant(field.value) ?? ("empty" in field.dataset ? "" : null);

/** The same, as the server said it last. */
export const read = (field) => meant(field.defaultValue) ?? (field.hasAttribute("data-read-empty") ? "" : null);

/** Shown at once; the server's answer brings the rest of the row. */
export function show(cell, text) {
  const field = fieldOf(cell);
  const above = fieldOf(at(place(cell)[0], 0));
  field.value = text ?? "";
  field.toggleAttribute("data-empty", text === "");
  const inherited = above && above !== field ? held(above) : null;
  field.placeholder = text === "" || inherited === "" ? _("Decorative") : (inherited ?? _("No text"));
}

export const choice = { active: null, end: null };
const byId = (id) => id && document.getElementById(id);
export const active = () => byId(choice.active);

/** The corners of what is chosen: first row, first column, last row, last column. */
export function corners() {
  const [one, other] = [place(active()), place(byId(choice.end) ?? active())];
  return [0, 1].map((axis) => Math.min(one[axis], other[axis])).concat([0, 1].map((axis) => Math.max(one[axis], other[axis])));
}

/** The chosen cells, row by row; those of images that a store does not have are left out where they are written to. */
export function chosen() {
  const [top, left, bottom, right] = corners();
  const lines = [];
  for (let row = top; row <= bottom; row += 1) {
    lines.push(Array.from({ length: right - left + 1 }, (_none, step) => at(row, left + step)));
  }
  return lines;
}

/** Of all fields Tab stops at one; the chosen cells look so. */
export function paint() {
  for (const cell of grid().querySelectorAll(".active, .chosen")) cell.classList.remove("active", "chosen");
  if (!active() || !fieldOf(active())) choice.active = cellOf(grid().querySelector("tbody textarea"))?.id ?? null;
  if (!byId(choice.end)) choice.end = null;
  if (!active()) return;
  active().classList.add("active");
  if (choice.end) for (const cell of chosen().flat()) cell.classList.add("chosen");
  const stop = grid().querySelector('textarea[tabindex="0"]');
  if (stop !== fieldOf(active())) {
    if (stop) stop.tabIndex = -1;
    fieldOf(active()).tabIndex = 0;
  }
}

/** After a swap: the fields hold what came, but for those that wait or are being typed in. */
export function settle() {
  for (const field of grid().querySelectorAll("textarea")) {
    field.tabIndex = -1;
    if (field.closest("td").hasAttribute("hx-morph-skip")) continue;
    if (field.value !== field.defaultValue) field.value = field.defaultValue;
    field.toggleAttribute("data-read-empty", field.hasAttribute("data-empty"));
  }
  paint();
}
