// Keys and pointer in the label grid: as spreadsheets have them.
import { active, at, cellOf, choice, chosen, columns, count, fieldOf, paint, place } from "./cells.js";
import { fill } from "./clipboard.js";
import { begin, commit, takeBack, typing, write } from "./editing.js";

const PAGE = 10;
let leaving = false;

export function go(cell, far = false) {
  if (!cell) return;
  if (far) choice.end = cell.id;
  else if (fieldOf(cell)) Object.assign(choice, { active: cell.id, end: null });
  paint();
  const field = fieldOf(active());
  if (!far) {
    field.focus({ preventScroll: true });
    field.select();
  }
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const within = (value, most) => Math.max(0, Math.min(value, most - 1));

/** Cells that a store does not have are stepped over. */
function step(down, right, far) {
  let [row, column] = place((far && document.getElementById(choice.end)) || active());
  for (;;) {
    const next = [within(row + down, count()), within(column + right, columns())];
    if (next[0] === row && next[1] === column) return;
    [row, column] = next;
    if (far || fieldOf(at(row, column))) return go(at(row, column), far);
  }
}

/** The cell after or before, over the ends of rows; none at the ends of the table. */
function beside(by) {
  const [row, column] = place(active());
  for (let next = row * columns() + column + by; next >= 0 && next < count() * columns(); next += by) {
    const cell = at(Math.floor(next / columns()), next % columns());
    if (fieldOf(cell)) return cell;
  }
  return null;
}

const arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const jumps = { PageUp: [-PAGE, 0], PageDown: [PAGE, 0], Home: [0, -Infinity], End: [0, Infinity] };

function tabbed(event) {
  const next = beside(event.shiftKey ? -1 : 1);
  if (leaving || !next) return commit();
  event.preventDefault();
  commit();
  go(next);
}

function whileTyping(event) {
  if (event.key === "Enter" && event.altKey) document.execCommand("insertText", false, "\n");
  else if (event.key === "Enter") {
    commit();
    step(event.shiftKey ? -1 : 1, 0);
    fieldOf(active()).select();
  } else if (event.key === "Escape") takeBack();
  else return;
  event.preventDefault();
}

function command(event) {
  const key = event.key.toLowerCase();
  if (key === "d") fill(true);
  else if (key === "r") fill(false);
  else if (key === "z") document.querySelector("#toasts .undo")?.click();
  else if (key === "home") go(at(0, 0));
  else if (key === "end") go(at(count() - 1, columns() - 1));
  else if (key === "a") {
    go(at(0, 0));
    go(at(count() - 1, columns() - 1), true);
  } else return;
  event.preventDefault();
}

function whileMoving(event) {
  const move = arrows[event.key] ?? jumps[event.key];
  if (event.key === "Escape") leaving = true;
  else if (event.ctrlKey || event.metaKey) return command(event);
  else if (move) step(...move, event.shiftKey);
  else if (event.key === "Enter" || event.key === "F2") begin();
  else if (event.key === "Delete") write(chosen(), () => null);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("#grid textarea") || event.isComposing) return;
  if (event.key === "Tab") return tabbed(event);
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  leaving = false;
  if (typing()) whileTyping(event);
  else whileMoving(event);
});

document.addEventListener("beforeinput", (event) => event.target.matches?.("#grid textarea") && begin(false));

document.addEventListener("focusin", (event) => {
  const cell = event.target.matches?.("#grid textarea") && cellOf(event.target);
  leaving = false;
  if (cell && cell !== active()) go(cell);
  else if (cell && !typing()) event.target.select();
});

document.addEventListener("focusout", (event) => event.target.matches?.("#grid textarea") && commit());

/** A first click chooses, a second one types; with the button held, or with Shift, several are chosen. */
document.addEventListener("mousedown", (event) => {
  const cell = cellOf(event.target);
  if (!cell || event.button !== 0 || event.target.closest(".clash")) return;
  if (cell === active() && event.target.matches("textarea") && document.activeElement === event.target) {
    if (!event.shiftKey) begin(false);
    return;
  }
  event.preventDefault();
  commit();
  go(cell, event.shiftKey);
});

document.addEventListener("mouseover", (event) => {
  const cell = cellOf(event.target);
  if (!cell || !(event.buttons & 1) || typing() || !cellOf(document.activeElement) || cell === active()) return;
  go(cell, true);
});
