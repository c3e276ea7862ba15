// Editing a cell of the label grid: begun by any key, ended by saving or taking it back.
import { activeCell, fieldOf, labelFrom, paint, selection, shownLabel } from "./cells.js";
import { isEditing, lock, release, save } from "./saving.js";

/** @typedef {import("./cells.js").Cell} Cell */
/** @typedef {import("./cells.js").Label} Label */

/** @type {{ label: Label, value: string }} what the cell held when editing began, and what its field showed */
let before = { label: null, value: "" };

export const editing = () => selection.active !== null && isEditing(document.getElementById(selection.active));

export function begin(caret = true) {
  const cell = activeCell();
  const field = fieldOf(cell);
  if (!field || isEditing(cell)) return;
  before = { label: shownLabel(field), value: field.value };
  selection.end = null;
  cell.classList.add("editing");
  lock(cell);
  if (caret) field.setSelectionRange(field.value.length, field.value.length);
  paint();
}

/** Saves what was typed. A cell with two texts waits for a choice, however often the own one is typed anew. */
export function commit() {
  if (!editing()) return;
  const cell = activeCell();
  const value = fieldOf(cell)?.value ?? "";
  cell.classList.remove("editing");
  if (cell.hasAttribute("data-conflict")) return;
  const label = value === before.value ? before.label : labelFrom(value);
  if (label !== before.label) save([[cell, label]]);
  else release(cell);
}

export function cancel() {
  const cell = activeCell();
  const field = fieldOf(cell);
  cell.classList.remove("editing");
  if (field) field.value = before.value;
  if (!cell.hasAttribute("data-conflict")) release(cell);
  field?.select();
}

/**
 * Writes to selected cells.
 *
 * @param {(Cell | undefined)[][]} lines
 * @param {(row: number, column: number) => Label | undefined} labelAt for a cell by its place among them; undefined
 *   leaves it as it is
 */
export function write(lines, labelAt) {
  /** @type {[Cell, Label][]} */
  const labels = [];
  for (const [row, cells] of lines.entries()) {
    for (const [column, cell] of cells.entries()) {
      const field = fieldOf(cell);
      if (!cell || !field || cell.hasAttribute("data-conflict")) continue;
      const label = labelAt(row, column);
      if (label !== undefined && label !== shownLabel(field)) labels.push([cell, label]);
    }
  }
  if (labels.length) save(labels);
}
