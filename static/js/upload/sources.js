// Where pictures come from: chosen, dropped anywhere on the page, pasted, or at addresses.
import { closest, matching, need } from "../shell/dom.js";
import { _ } from "../shell/messages.js";
import { showError } from "../shell/toasts.js";
import { form } from "./form.js";
import { enqueue } from "./queue.js";

const overlay = need("#drop-here", HTMLElement);
let depth = 0; // of elements that a dragged file is over

/** @param {DragEvent} event */
const carriesFiles = ({ dataTransfer }) => Boolean(dataTransfer?.types.includes("Files"));

/** @param {Iterable<File>} files */
function upload(files) {
  if (form()) enqueue(files);
  else showError(_("This product takes no images."));
}

document.addEventListener("change", ({ target }) => {
  const field = matching(target, "#files", HTMLInputElement);
  if (!field?.files) return;
  enqueue(field.files);
  field.value = "";
});

document.addEventListener("dragenter", (event) => {
  if (carriesFiles(event) && form() && depth++ === 0) overlay.hidden = false;
});
document.addEventListener("dragleave", (event) => {
  if (carriesFiles(event) && depth && --depth === 0) overlay.hidden = true;
});
document.addEventListener("dragover", (event) => {
  if (carriesFiles(event)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event) || !event.dataTransfer) return;
  event.preventDefault();
  depth = 0;
  overlay.hidden = true;
  upload(event.dataTransfer.files);
});

// Copied text with a picture beside it, as word processors do, is text for the field that it is pasted into.
document.addEventListener("paste", (event) => {
  const { files = [], types = [] } = event.clipboardData ?? {};
  const pictures = [...files].filter(({ type }) => type.startsWith("image/"));
  const text = closest(event.target, "input, textarea", Element) && types.includes("text/plain");
  if (!pictures.length || text) return;
  event.preventDefault();
  upload(pictures);
});

document.addEventListener("submit", (event) => {
  const target = matching(event.target, "#upload", HTMLFormElement);
  if (!target) return;
  event.preventDefault();
  const field = target.elements.namedItem("addresses");
  if (!(field instanceof HTMLTextAreaElement)) return;
  enqueue(field.value.split(/\s+/).filter(Boolean));
  field.value = "";
  const menu = closest(field, "details", HTMLDetailsElement);
  if (menu) menu.open = false;
});
