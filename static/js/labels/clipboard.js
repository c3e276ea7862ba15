// Copying, pasting and filling cells of the label grid.
import { active, at, choice, chosen, columns, corners, count, fieldOf, held, paint } from "./cells.js";
import { parsed, textOf, written } from "./tab-separated.js";
import { typing, write } from "./editing.js";
import { n_ } from "../shell/messages.js";

const inGrid = (event) => event.target.matches?.("#grid textarea") && !typing();

export function say(text) {
  document.getElementById("grid-said").textContent = text;
}

/** From the current cell on; a single text goes into all that are chosen. */
function paste(rows) {
  if (rows.length === 1 && rows[0].length === 1) return write(chosen(), () => textOf(rows[0][0]));
  const [top, left] = corners();
  const wide = Math.max(...rows.map((cells) => cells.length));
  const inside = [Math.min(top + rows.length, count()) - 1, Math.min(left + wide, columns()) - 1];
  choice.active = at(top, left).id;
  choice.end = at(...inside).id;
  const done = write(chosen(), (row, column) => (column < rows[row].length ? textOf(rows[row][column]) : undefined));
  paint();
  fieldOf(active())?.focus();
  const lost = rows.flatMap((cells, row) => cells.filter((_, column) => top + row >= count() || left + column >= columns()));
  if (lost.length) say(n_("%(num)s cell had no place in the table.", "%(num)s cells had no place in the table.", lost.length));
  return done;
}

document.addEventListener("paste", (event) => {
  if (!inGrid(event)) return;
  event.preventDefault();
  const text = event.clipboardData.getData("text/plain");
  if (text) paste(parsed(text));
});

/** As it is seen: where a cell inherits, the inherited text. */
const seen = (cell) => {
  const field = fieldOf(cell);
  if (!field) return "";
  return field.value || (held(field) === null && field.getAttribute("aria-describedby") ? field.placeholder : "");
};

for (const kind of ["copy", "cut"]) {
  document.addEventListener(kind, (event) => {
    if (!inGrid(event)) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", written(chosen().map((cells) => cells.map(seen))));
    if (kind === "cut") write(chosen(), () => null);
  });
}

/** Several cells take what their first row or column holds; one cell takes it from above or from the left. */
export function fill(down) {
  const [top, left, bottom, right] = corners();
  const several = down ? bottom > top : right > left;
  const source = (row, column) =>
    down ? at(several ? top : top - 1, left + column) : at(top + row, several ? left : left - 1);
  if (!several && (down ? top : left) === 0) return;
  write(chosen(), (row, column) => {
    const field = fieldOf(source(row, column));
    return field ? held(field) : undefined;
  });
}
