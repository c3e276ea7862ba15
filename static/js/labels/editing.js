// Typing in a cell of the label grid: begun by any key, ended by saving or taking it back.
import { active, choice, fieldOf, held, paint } from "./cells.js";
import { giveBack, heldBack, save, typedIn } from "./saving.js";

let before = null; // the text and what is shown, as it was when typing began

export const typing = () => Boolean(active() && typedIn(active()));

export function begin(caret = true) {
  const [cell, field] = [active(), fieldOf(active())];
  if (typedIn(cell)) return;
  before = { text: held(field), value: field.value };
  choice.end = null;
  cell.classList.add("editing");
  heldBack(cell);
  if (caret) field.setSelectionRange(field.value.length, field.value.length);
  paint();
}

function end() {
  const cell = active();
  cell.classList.remove("editing");
  return cell;
}

/** Two texts in one cell wait for a choice, however often the own one is typed anew. */
export function commit() {
  if (!typing()) return;
  const cell = end();
  const field = fieldOf(cell);
  const untouched = field.value === before.value;
  if (cell.hasAttribute("data-clash")) return;
  const text = untouched ? before.text : field.value.trim() ? field.value : null;
  if (text !== before.text) save([[cell, text]]);
  else giveBack(cell);
}

export function takeBack() {
  const cell = end();
  fieldOf(cell).value = before.value;
  if (!cell.hasAttribute("data-clash")) giveBack(cell);
  fieldOf(cell).select();
}

/** Writes to chosen cells; `text` is asked for each with its place among them. */
export function write(lines, text) {
  const texts = [];
  lines.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      if (!fieldOf(cell) || cell.hasAttribute("data-clash")) return;
      const wanted = text(row, column, cell);
      if (wanted !== undefined && wanted !== held(fieldOf(cell))) texts.push([cell, wanted]);
    }),
  );
  if (texts.length) save(texts);
  return texts.length;
}
