// Dialogs: a button with data-dialog="ID" opens that dialog; a click beside it closes it, like Escape.
import { byId, closest, matching } from "./dom.js";

document.addEventListener("click", (event) => {
  const opener = closest(event.target, "[data-dialog]", HTMLElement);
  if (opener) byId(opener.dataset.dialog, HTMLDialogElement)?.showModal();
  else matching(event.target, "dialog[open]", HTMLDialogElement)?.close();
});
