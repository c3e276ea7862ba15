// A button with data-copies="ID" puts that element's text on the clipboard, and shows that it did.
import { byId, closest, find } from "./dom.js";
import { _ } from "./messages.js";

const SHOWN = 2000; // milliseconds

document.addEventListener("click", async (event) => {
  const button = closest(event.target, "[data-copies]", HTMLElement);
  const source = byId(button?.dataset.copies, HTMLElement);
  if (!button || !source) return;
  await navigator.clipboard.writeText(source instanceof HTMLInputElement ? source.value : source.textContent);
  const caption = find("[data-caption]", HTMLElement, button) ?? button;
  const before = caption.textContent;
  caption.textContent = _("Copied");
  setTimeout(() => (caption.textContent = before), SHOWN);
});
