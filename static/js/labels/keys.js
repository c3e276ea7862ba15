// Keys and pointer in the label grid: as spreadsheets have them.
import {
  activeCell,
  cellAt,
  cellOf,
  columnCount,
  endCell,
  fieldOf,
  gridField,
  paint,
  positionOf,
  rowCount,
  selectedCells,
  selection,
} from "./cells.js";
import { fill } from "./clipboard.js";
import { begin, cancel, commit, editing, write } from "./editing.js";

/** @typedef {import("./cells.js").Cell} Cell */

const PAGE = 10; // rows
let exiting = false; // whether Tab leads out of the grid

/**
 * Makes a cell the active one, or extends the selection to it.
 *
 * @param {Cell | null | undefined} cell
 * @param {boolean} [extend]
 */
export function go(cell, extend = false) {
  if (!cell) return;
  if (extend) selection.end = cell.id;
  else if (fieldOf(cell)) Object.assign(selection, { active: cell.id, end: null });
  paint();
  if (!extend) {
    const field = fieldOf(activeCell());
    field?.focus({ preventScroll: true });
    field?.select();
  }
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * @param {number} value
 * @param {number} count
 */
const within = (value, count) => Math.max(0, Math.min(value, count - 1));

/**
 * Moves by so many rows and columns. Cells that a store does not have are stepped over.
 *
 * @param {number} down
 * @param {number} right
 * @param {boolean} [extend]
 */
function step(down, right, extend = false) {
  let [row, column] = positionOf((extend && endCell()) || activeCell());
  for (;;) {
    const next = [within(row + down, rowCount()), within(column + right, columnCount())];
    if (next[0] === row && next[1] === column) return;
    [row, column] = next;
    if (extend || fieldOf(cellAt(row, column))) {
      go(cellAt(row, column), extend);
      return;
    }
  }
}

/**
 * The cell after or before, over the ends of rows; none at the ends of the table.
 *
 * @param {1 | -1} by
 */
function neighbour(by) {
  const [row, column] = positionOf(activeCell());
  const columns = columnCount();
  for (let next = row * columns + column + by; next >= 0 && next < rowCount() * columns; next += by) {
    const cell = cellAt(Math.floor(next / columns), next % columns);
    if (fieldOf(cell)) return cell;
  }
  return null;
}

/** @type {Record<string, [down: number, right: number]>} */
const MOVES = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** @param {KeyboardEvent} event */
function onTab(event) {
  const next = neighbour(event.shiftKey ? -1 : 1);
  commit();
  if (exiting || !next) return;
  event.preventDefault();
  go(next);
}

/** @param {KeyboardEvent} event */
function whileEditing(event) {
  if (event.key === "Enter" && event.altKey) document.execCommand("insertText", false, "\n");
  else if (event.key === "Enter") {
    commit();
    step(event.shiftKey ? -1 : 1, 0);
    fieldOf(activeCell())?.select();
  } else if (event.key === "Escape") cancel();
  else return;
  event.preventDefault();
}

const lastCell = () => cellAt(rowCount() - 1, columnCount() - 1);

/** @type {Record<string, () => void>} by the key that is pressed with Ctrl or Cmd */
const COMMANDS = {
  d: () => fill(true),
  r: () => fill(false),
  z: () => /** @type {HTMLElement | null} */ (document.querySelector("#toasts .undo"))?.click(),
  home: () => go(cellAt(0, 0)),
  end: () => go(lastCell()),
  a: () => {
    go(cellAt(0, 0));
    go(lastCell(), true);
  },
};

/** @param {KeyboardEvent} event */
function command(event) {
  const act = COMMANDS[event.key.toLowerCase()];
  if (!act) return;
  act();
  event.preventDefault();
}

/** @param {KeyboardEvent} event */
function whileMoving(event) {
  const move = MOVES[event.key];
  if (event.key === "Escape") exiting = true;
  else if (event.ctrlKey || event.metaKey) {
    command(event);
    return;
  } else if (move) step(...move, event.shiftKey);
  else if (event.key === "Enter" || event.key === "F2") begin();
  else if (event.key === "Delete") write(selectedCells(), () => null);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (!gridField(event.target) || event.isComposing) return;
  if (event.key === "Tab") {
    onTab(event);
    return;
  }
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  exiting = false;
  if (editing()) whileEditing(event);
  else whileMoving(event);
});

document.addEventListener("beforeinput", (event) => {
  if (gridField(event.target)) begin(false);
});

document.addEventListener("focusin", (event) => {
  const field = gridField(event.target);
  const cell = cellOf(field);
  exiting = false;
  if (field && cell && cell.id !== selection.active) go(cell);
  else if (field && cell && !editing()) field.select();
});

document.addEventListener("focusout", (event) => {
  if (gridField(event.target)) commit();
});

// A first click selects, a second one edits; with the button held, or with Shift, several are selected.
document.addEventListener("mousedown", (event) => {
  const { target } = event;
  const cell = cellOf(target);
  if (!cell || event.button !== 0 || (target instanceof Element && target.closest(".cell-conflict"))) return;
  if (cell.id === selection.active && gridField(target) && document.activeElement === target) {
    if (!event.shiftKey) begin(false);
    return;
  }
  event.preventDefault();
  commit();
  go(cell, event.shiftKey);
});

document.addEventListener("mouseover", (event) => {
  const cell = cellOf(event.target);
  const selecting = event.buttons & 1 && !editing() && cellOf(document.activeElement);
  if (cell && selecting && cell.id !== selection.active) go(cell, true);
});
