// The cells of the label grid: where each lies, what it holds, and which are selected.
import { byId, closest, find, findAll, need } from "../shell/dom.js";
import { _ } from "../shell/messages.js";

/** @typedef {HTMLTableCellElement} Cell */
/** @typedef {string | null} Label null is no text of its own, "" was left empty on purpose */

export const grid = () => byId("grid", HTMLFormElement);
const rows = () => need("#grid tbody", HTMLTableSectionElement).rows;

/** @param {EventTarget | null} target */
export const gridField = (target) =>
  target instanceof HTMLTextAreaElement && target.matches("#grid textarea") ? target : null;

/** @param {EventTarget | null} target */
export const cellOf = (target) => closest(target, "#grid td", HTMLTableCellElement);

/**
 * The cell's field; none where the store does not have the image.
 *
 * @param {Cell | null | undefined} cell
 */
export const fieldOf = (cell) => (cell ? find("textarea", HTMLTextAreaElement, cell) : null);

export const columnCount = () => need("#grid thead tr", HTMLTableRowElement).cells.length - 1;
export const rowCount = () => rows().length;

/**
 * @param {number} row
 * @param {number} column
 * @returns {Cell | undefined}
 */
export const cellAt = (row, column) => rows()[row]?.cells[column + 1];

/**
 * @param {Cell} cell
 * @returns {[row: number, column: number]}
 */
export function positionOf(cell) {
  const row = cell.parentElement instanceof HTMLTableRowElement ? cell.parentElement.sectionRowIndex : -1;
  return [row, cell.cellIndex - 1];
}

/**
 * @param {Cell} cell
 * @returns {number[]} image and store
 */
export const idsOf = (cell) => cell.id.slice(1).split("-").map(Number);

/**
 * As people write it: nothing but blanks is no text.
 *
 * @param {string} typed
 * @returns {Label}
 */
export const labelFrom = (typed) => (typed.trim() ? typed : null);

/**
 * @param {HTMLTextAreaElement} field
 * @returns {Label} what the field holds in the page
 */
export const shownLabel = (field) => labelFrom(field.value) ?? (field.hasAttribute("data-empty") ? "" : null);

/**
 * @param {HTMLTextAreaElement} field
 * @returns {Label} what the server last sent for it
 */
export const savedLabel = (field) =>
  labelFrom(field.defaultValue) ?? (field.hasAttribute("data-read-empty") ? "" : null);

/**
 * Shows a label at once; the server's answer brings the rest of the row.
 *
 * @param {Cell} cell
 * @param {Label} label
 */
export function show(cell, label) {
  const field = fieldOf(cell);
  if (!field) return;
  const general = fieldOf(cellAt(positionOf(cell)[0], 0));
  field.value = label ?? "";
  field.toggleAttribute("data-empty", label === "");
  const inherited = general && general !== field ? shownLabel(general) : null;
  field.placeholder = label === "" || inherited === "" ? _("Decorative") : (inherited ?? _("No text"));
}

/** @type {{ active: string | null, end: string | null }} ids of cells: where the selection begins and ends */
export const selection = { active: null, end: null };
/** @param {string | null} id */
const byCellId = (id) => byId(id, HTMLTableCellElement);
export const endCell = () => byCellId(selection.end);
export const findActiveCell = () => byCellId(selection.active);

/** The cell that keys work on. There is one wherever there is a field. */
export function activeCell() {
  const cell = findActiveCell();
  if (!cell) throw new Error("No cell is active");
  return cell;
}

/**
 * The corners of what is selected.
 *
 * @returns {[top: number, left: number, bottom: number, right: number]}
 */
export function corners() {
  const [row, column] = positionOf(activeCell());
  const [endRow, endColumn] = positionOf(endCell() ?? activeCell());
  const [top, left] = [Math.min(row, endRow), Math.min(column, endColumn)];
  return [top, left, Math.max(row, endRow), Math.max(column, endColumn)];
}

/**
 * The selected cells, row by row; those of images that a store does not have are left out where they are written to.
 *
 * @returns {(Cell | undefined)[][]}
 */
export function selectedCells() {
  const [top, left, bottom, right] = corners();
  const lines = [];
  for (let row = top; row <= bottom; row += 1) {
    lines.push(Array.from({ length: right - left + 1 }, (_none, step) => cellAt(row, left + step)));
  }
  return lines;
}

/** Marks the selected cells, and makes the active one the only stop for Tab. */
export function paint() {
  for (const cell of findAll("#grid .active, #grid .chosen", Element)) cell.classList.remove("active", "chosen");
  if (!fieldOf(findActiveCell())) selection.active = cellOf(find("#grid tbody textarea", Element))?.id ?? null;
  if (!endCell()) selection.end = null;
  const active = findActiveCell();
  if (!active) return;
  active.classList.add("active");
  if (selection.end) for (const cell of selectedCells().flat()) cell?.classList.add("chosen");
  setTabStop(fieldOf(active));
}

/** @param {HTMLTextAreaElement | null} field */
function setTabStop(field) {
  const stop = find('#grid textarea[tabindex="0"]', HTMLTextAreaElement);
  if (stop === field) return;
  if (stop) stop.tabIndex = -1;
  if (field) field.tabIndex = 0;
}

/** After a swap: the fields hold what came, but for those that wait or are being typed in. */
export function settle() {
  for (const field of findAll("#grid textarea", HTMLTextAreaElement)) {
    field.tabIndex = -1;
    if (field.closest("td")?.hasAttribute("hx-morph-skip")) continue;
    if (field.value !== field.defaultValue) field.value = field.defaultValue;
    field.toggleAttribute("data-read-empty", field.hasAttribute("data-empty"));
  }
  paint();
}
