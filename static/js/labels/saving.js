// Saving cells one request after the other. What cannot be saved stays where it was typed until it can.
import { fieldOf, grid, means, read, show } from "./cells.js";
import { trouble } from "../shell/toasts.js";
import { _, n_ } from "../shell/messages.js";

const lately = new Map(); // texts that the server has, of cells that are being typed in again
const waiting = new Map(); // texts that are not saved, by cell
let line = Promise.resolve();
let answered = null; // what to do once the request under way is answered

const known = (cell) => (lately.has(cell.id) ? lately.get(cell.id) : read(fieldOf(cell)));
export const heldBack = (cell) => cell.toggleAttribute("hx-morph-skip", true);
export const typedIn = (cell) => cell.classList.contains("editing");

/** What goes wrong with one request does not keep the next from being sent. */
function next(work) {
  line = line.then(work).catch(() => {});
}

/** All in one request, and so one edit with one undo. `texts`: pairs of cell and text. */
export function save(texts) {
  for (const [cell, text] of texts) {
    heldBack(cell);
    show(cell, text);
    cell.classList.add("waiting");
    cell.classList.remove("unsaved");
    waiting.set(cell.id, text);
  }
  next(() => send(texts));
}

async function send(texts, was = known) {
  const cells = texts.map(([cell, text]) => [...means(cell), was(cell), text]);
  const values = { cells: JSON.stringify(cells), seen: document.getElementById("grid-now").dataset.revision };
  let saved = false;
  answered = (status) => {
    saved = status === 200;
    if (saved) for (const [cell, text] of texts) letGo(cell, text);
  };
  try {
    await htmx.ajax("POST", grid().getAttribute("action"), { source: document.getElementById("grid-tools"), target: "#grid", swap: "outerMorph", values });
  } finally {
    answered = null;
    if (!saved) for (const [cell] of texts) cell.classList.add("unsaved");
    for (const [cell] of texts) cell.classList.remove("waiting");
    tell();
  }
}

/** Its answer may now change the cell, unless somebody types in it again. */
function letGo(cell, text) {
  if (waiting.get(cell.id) === text) waiting.delete(cell.id);
  if (typedIn(cell) || waiting.has(cell.id)) lately.set(cell.id, text);
  else free(cell);
}

function free(cell) {
  lately.delete(cell.id);
  cell.removeAttribute("hx-morph-skip");
}

/** Nothing was typed after all; what others wrote, or we saved, while the cell was held back is fetched. */
export function giveBack(cell) {
  if (waiting.has(cell.id)) return;
  const stale = lately.has(cell.id);
  free(cell);
  document.dispatchEvent(new CustomEvent("packshot:given-back", { detail: { stale } }));
}

/** Of two texts one was chosen: mine counts as typed over theirs; theirs is shown as it is stored. */
export function decide(cell, theirs, text) {
  cell.removeAttribute("data-clash");
  waiting.set(cell.id, text);
  next(() => send([[cell, text]], () => theirs));
}

function tell() {
  const button = document.getElementById("grid-again");
  const lost = document.querySelectorAll("#grid td.unsaved").length;
  button.hidden = lost === 0;
  button.lastElementChild.textContent = n_("Save %(num)s text again", "Save %(num)s texts again", lost);
}

document.addEventListener("htmx:after:request", ({ detail }) => {
  const { request, response } = detail.ctx;
  if (request.method === "POST" && request.action.endsWith("/labels")) answered?.(response.status);
});

/** A proxy's page of errors, say, must not stand where the texts are. */
document.addEventListener("htmx:before:response", (event) => {
  const { target, response } = event.detail.ctx;
  if (target?.id !== "grid" || response.status < 400 || response.headers.get("HX-Retarget")) return;
  event.preventDefault();
  trouble(_("Packshot did not answer as it should, so nothing was changed. Try again."));
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#grid-again")) return;
  const lost = [...document.querySelectorAll("#grid td.unsaved")];
  save(lost.map((cell) => [cell, waiting.get(cell.id)]));
});

addEventListener("beforeunload", (event) => {
  if (waiting.size || document.querySelector("#grid td.editing")) event.preventDefault();
});
