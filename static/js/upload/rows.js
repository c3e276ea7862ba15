// The list of uploads: a row for each file, a title over them, and what screen readers hear at the end.
import { closest, find, need } from "../shell/dom.js";
import { _ } from "../shell/messages.js";

/** @typedef {import("./types.js").Upload} Upload */
/** @typedef {import("./types.js").Received} Received */

/**
 * @param {string} selector
 * @param {ParentNode} root
 */
const part = (selector, root) => need(selector, HTMLElement, root);
const list = () => part("#uploads-list", document);

/**
 * @param {Omit<Upload, "row">} upload
 * @returns {HTMLElement} its row, at the end of the list
 */
export function addRow(upload) {
  const row = part(".upload-row", document.importNode(need("#upload-row", HTMLTemplateElement).content, true));
  part(".upload-name", row).textContent = upload.name;
  row.title = upload.url ?? upload.name;
  showThumbnail(need("img", HTMLImageElement, row), upload.file);
  list().append(row);
  part("#uploads", document).hidden = false;
  return row;
}

/**
 * @param {HTMLElement} row
 * @param {(action: string) => void} act called with the name of the row's button that was clicked
 */
export function onAction(row, act) {
  row.addEventListener("click", ({ target }) => {
    const action = closest(target, "[data-upload]", HTMLElement)?.dataset.upload;
    if (action) act(action);
  });
}

/**
 * @param {HTMLImageElement} picture
 * @param {File | undefined} file
 */
function showThumbnail(picture, file) {
  if (!file) {
    picture.remove();
    return;
  }
  picture.onerror = () => picture.remove();
  picture.onload = () => URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(file);
}

/**
 * @param {Upload} upload
 * @param {import("./types.js").State} state
 * @param {string} message
 * @param {number | null} [progress] in per cent; null where it is not known
 */
export function show(upload, state, message, progress = 0) {
  const { row } = upload;
  upload.state = state;
  for (const name of ["failed", "added", "asking", "skipped"]) row.classList.toggle(name, state === name);
  part(".upload-state", row).textContent = message;
  const bar = need("progress", HTMLProgressElement, row);
  if (progress === null) bar.removeAttribute("value");
  else bar.value = progress;
  part('[data-upload="retry"]', row).hidden = state !== "failed" || Boolean(upload.hopeless);
  part('[data-upload="cancel"]', row).hidden = ["added", "skipped", "asking"].includes(state);
  part(".upload-question", row).hidden = state !== "asking";
}

/**
 * Asks whether a file that is there already is to be added again.
 *
 * @param {Upload} upload
 * @param {Received} received
 * @param {Upload | undefined} twin the same file, earlier in the list
 */
export function ask(upload, { here, elsewhere }, twin) {
  show(upload, "asking", placeOf(here, twin), 100);
  const link = need(".upload-question a", HTMLAnchorElement, upload.row);
  link.hidden = Boolean(here || twin);
  if (!link.hidden) Object.assign(link, { href: elsewhere[0].url, textContent: elsewhere[0].name });
}

/**
 * @param {number | null} here
 * @param {Upload | undefined} twin
 */
function placeOf(here, twin) {
  if (here) return _("Already here as image %(number)s.", { number: here });
  if (twin) return _("The same file as %(name)s in this list.", { name: twin.name });
  return _("Already used in:");
}

/** @param {Upload} upload */
export function moveToEnd({ row }) {
  list().append(row);
}

/** @param {{ all: number, busy: number, asking: number, added: number, failed: number }} counts */
export function showTotals({ all, busy, asking, added, failed }) {
  const number = all - busy - asking + 1;
  let title = _("%(added)s added", { added });
  if (busy) title = _("Uploading %(number)s of %(all)s", { number, all });
  else if (failed) title = _("%(added)s added, %(failed)s failed", { added, failed });
  part("#uploads-title", document).textContent = title;
  part("#uploads-cancel", document).hidden = !busy;
  part("#uploads-close", document).hidden = Boolean(busy || asking);
  const message = asking ? `${title}. ${_("A question is open.")}` : title;
  if (all && !busy) part("#uploads-status", document).textContent = message;
}

export function clear() {
  list().replaceChildren();
  const panel = find("#uploads", HTMLElement);
  if (panel) panel.hidden = true;
}
