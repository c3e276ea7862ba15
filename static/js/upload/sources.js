// Where pictures come from: chosen, dropped anywhere, pasted, or lying at addresses.
import { trouble } from "../shell/toasts.js";
import { form } from "./form.js";
import { enqueue } from "./queue.js";
import { _ } from "../shell/messages.js";

const overlay = document.getElementById("drop-here");
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
let depth = 0; // of elements that a dragged file is over

function take(files) {
  if (form()) enqueue(files);
  else trouble(_("This product takes no images."));
}

document.addEventListener("change", (event) => {
  if (event.target.id !== "files") return;
  enqueue(event.target.files);
  event.target.value = "";
});

document.addEventListener("dragenter", (event) => {
  if (carriesFiles(event) && form() && depth++ === 0) overlay.hidden = false;
});
document.addEventListener("dragleave", (event) => {
  if (carriesFiles(event) && depth && --depth === 0) overlay.hidden = true;
});
document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  depth = 0;
  overlay.hidden = true;
  take(event.dataTransfer.files);
});

// Copied text with a picture beside it, as word processors do, is text for the field that it is pasted into.
document.addEventListener("paste", (event) => {
  const pictures = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
  const typing = event.target.closest?.("input, textarea") && event.clipboardData.types.includes("text/plain");
  if (!pictures.length || typing) return;
  event.preventDefault();
  take(pictures);
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "upload") return;
  event.preventDefault();
  const field = event.target.elements.addresses;
  enqueue(field.value.split(/\s+/).filter(Boolean));
  field.value = "";
  field.closest("details").open = false;
});
