// Saving cells one request after the other. What cannot be saved stays where it was typed until it can.
import { byId, closest, find, findAll, need } from "../shell/dom.js";
import { _, n_ } from "../shell/messages.js";
import { showError } from "../shell/toasts.js";
import { fieldOf, grid, idsOf, savedLabel, show } from "./cells.js";

/** @typedef {import("./cells.js").Cell} Cell */
/** @typedef {import("./cells.js").Label} Label */

/** @type {Map<string, Label>} by cell: labels that the server has, of cells that are being edited again */
const recent = new Map();
/** @type {Map<string, Label>} by cell: labels that are not saved */
const pending = new Map();
/** @type {Promise<unknown>} */
let queue = Promise.resolve();
/** @type {((status: number) => void) | null} what to do with the answer to the request under way */
let onAnswer = null;

/**
 * @param {Cell} cell
 * @returns {Label} what the server has
 */
function knownLabel(cell) {
  const [label, field] = [recent.get(cell.id), fieldOf(cell)];
  return label !== undefined || !field ? (label ?? null) : savedLabel(field);
}

/** @param {Element | null} cell */
export const isEditing = (cell) => cell?.classList.contains("editing") ?? false;

/**
 * Keeps swaps from changing a cell.
 *
 * @param {Cell} cell
 */
export const lock = (cell) => cell.toggleAttribute("hx-morph-skip", true);

/**
 * What goes wrong with one request does not keep the next from being sent.
 *
 * @param {() => Promise<void>} work
 */
function next(work) {
  queue = queue.then(work).catch(() => {});
}

/**
 * Saves all in one request, and so as one edit with one undo.
 *
 * @param {[Cell, Label][]} labels
 */
export function save(labels) {
  for (const [cell, label] of labels) {
    lock(cell);
    show(cell, label);
    cell.classList.add("waiting");
    cell.classList.remove("unsaved");
    pending.set(cell.id, label);
  }
  next(() => send(labels));
}

/**
 * @param {[Cell, Label][]} labels
 * @param {(cell: Cell) => Label} was what each cell held when its editing began
 */
async function send(labels, was = knownLabel) {
  const cells = labels.map(([cell, label]) => [...idsOf(cell), was(cell), label]);
  let saved = false;
  onAnswer = (status) => {
    saved = status === 200;
    if (saved) for (const [cell, label] of labels) unlock(cell, label);
  };
  try {
    await request(cells);
  } finally {
    onAnswer = null;
    for (const [cell] of labels) {
      cell.classList.remove("waiting");
      if (!saved) cell.classList.add("unsaved");
    }
    showUnsaved();
  }
}

/** @param {unknown[][]} cells */
function request(cells) {
  const source = need("#grid-tools", HTMLElement);
  const seen = need("#grid-state", HTMLElement).dataset.revision;
  const values = { cells: JSON.stringify(cells), seen };
  return htmx.ajax("POST", grid()?.getAttribute("action") ?? "", {
    source,
    target: "#grid",
    swap: "outerMorph",
    values,
  });
}

/**
 * Lets the answer change the cell, unless somebody edits it again.
 *
 * @param {Cell} cell
 * @param {Label} label
 */
function unlock(cell, label) {
  if (pending.get(cell.id) === label) pending.delete(cell.id);
  if (isEditing(cell) || pending.has(cell.id)) recent.set(cell.id, label);
  else free(cell);
}

/** @param {Cell} cell */
function free(cell) {
  recent.delete(cell.id);
  cell.removeAttribute("hx-morph-skip");
}

/**
 * Ends editing that changed nothing; what others wrote, or we saved, while the cell was locked is fetched.
 *
 * @param {Cell} cell
 */
export function release(cell) {
  if (pending.has(cell.id)) return;
  const stale = recent.has(cell.id);
  free(cell);
  document.dispatchEvent(new CustomEvent("packshot:released", { detail: { stale } }));
}

/**
 * Resolves a conflict: mine counts as typed over theirs; theirs is shown as it is stored.
 *
 * @param {Cell} cell
 * @param {Label} theirs
 * @param {Label} label the one that was chosen
 */
export function resolve(cell, theirs, label) {
  cell.removeAttribute("data-conflict");
  cell.classList.add("waiting");
  pending.set(cell.id, label);
  next(() => send([[cell, label]], () => theirs));
}

const unsavedCells = () => findAll("#grid td.unsaved", HTMLTableCellElement);

function showUnsaved() {
  const button = byId("grid-retry", HTMLElement);
  const count = unsavedCells().length;
  if (!button) return;
  button.hidden = count === 0;
  need("span", HTMLElement, button).textContent = n_("Save %(num)s text again", "Save %(num)s texts again", count);
}

document.addEventListener("htmx:after:request", ({ detail }) => {
  const { request, response } = detail.ctx;
  if (response && request.method === "POST" && request.action.endsWith("/labels")) onAnswer?.(response.status);
});

// Something else than our answer, such as a proxy's error page, must not stand where the texts are.
document.addEventListener("htmx:before:response", (event) => {
  const { target, response } = event.detail.ctx;
  if (target?.id !== "grid" || !response || response.status < 400 || response.headers.get("HX-Retarget")) return;
  event.preventDefault();
  showError(_("Packshot did not answer as it should, so nothing was changed. Try again."));
});

document.addEventListener("click", (event) => {
  if (closest(event.target, "#grid-retry", Element))
    save(unsavedCells().map((cell) => [cell, pending.get(cell.id) ?? null]));
});

addEventListener("beforeunload", (event) => {
  if (pending.size || find("#grid td.editing", Element)) event.preventDefault();
});
