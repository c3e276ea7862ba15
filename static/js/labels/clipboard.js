// Copying, pasting and filling cells of the label grid.
import { n_ } from "../shell/messages.js";
import {
  activeCell,
  cellAt,
  columnCount,
  corners,
  fieldOf,
  gridField,
  paint,
  rowCount,
  selectedCells,
  selection,
  shownLabel,
} from "./cells.js";
import { editing, write } from "./editing.js";
import { format, labelIn, parse } from "./tab-separated.js";

/** @typedef {import("./cells.js").Cell} Cell */

/** @param {ClipboardEvent} event */
const inGrid = (event) => gridField(event.target) !== null && !editing();

/** @param {string} message for screen readers */
function announce(message) {
  const place = document.getElementById("grid-status");
  if (place) place.textContent = message;
}

/**
 * Pastes from the active cell on; a single text goes into all that are selected.
 *
 * @param {string[][]} rows
 */
function paste(rows) {
  if (rows.length === 1 && rows[0].length === 1) {
    write(selectedCells(), () => labelIn(rows[0][0]));
    return;
  }
  const [top, left] = corners();
  const width = Math.max(...rows.map((cells) => cells.length));
  const [bottom, right] = [Math.min(top + rows.length, rowCount()) - 1, Math.min(left + width, columnCount()) - 1];
  selection.active = cellAt(top, left)?.id ?? null;
  selection.end = cellAt(bottom, right)?.id ?? null;
  write(selectedCells(), (row, column) => (column < rows[row].length ? labelIn(rows[row][column]) : undefined));
  paint();
  fieldOf(activeCell())?.focus();
  announceLost(rows.flatMap((cells, row) => cells.filter((_, column) => !cellAt(top + row, left + column))).length);
}

/** @param {number} count of cells that lie outside the table */
function announceLost(count) {
  if (!count) return;
  announce(n_("%(num)s cell had no place in the table.", "%(num)s cells had no place in the table.", count));
}

document.addEventListener("paste", (event) => {
  if (!inGrid(event)) return;
  event.preventDefault();
  const text = event.clipboardData?.getData("text/plain");
  if (text) paste(parse(text));
});

/**
 * The text that is seen: where a cell inherits, the inherited one.
 *
 * @param {Cell | undefined} cell
 */
function visibleText(cell) {
  const field = fieldOf(cell);
  if (!field) return "";
  return field.value || (shownLabel(field) === null && field.getAttribute("aria-describedby") ? field.placeholder : "");
}

/** @param {ClipboardEvent} event */
function copy(event) {
  event.preventDefault();
  event.clipboardData?.setData("text/plain", format(selectedCells().map((cells) => cells.map(visibleText))));
}

document.addEventListener("copy", (event) => {
  if (inGrid(event)) copy(event);
});
document.addEventListener("cut", (event) => {
  if (!inGrid(event)) return;
  copy(event);
  write(selectedCells(), () => null);
});

/**
 * Gives several cells what their first row or column holds; one cell takes it from above or from the left.
 *
 * @param {boolean} down or else across
 */
export function fill(down) {
  const [top, left, bottom, right] = corners();
  const several = down ? bottom > top : right > left;
  if (!several && (down ? top : left) === 0) return;
  const [sourceRow, sourceColumn] = several ? [top, left] : [top - 1, left - 1];
  write(selectedCells(), (row, column) => {
    const field = fieldOf(down ? cellAt(sourceRow, left + column) : cellAt(top + row, sourceColumn));
    return field ? shownLabel(field) : undefined;
  });
}
