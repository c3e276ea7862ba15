// An image's own page: looking closely, the focal point, the images before and after, and what is being typed.
import { byId, closest, findAll, matching } from "../shell/dom.js";
import "../shell/live-updates.js";
import { single } from "../shell/shortcuts.js";
import "./focal-point.js";
import "./viewer.js";

/** @type {Record<string, string>} by key: the id of the link that it follows */
const LINKS = { j: "next-image", ArrowRight: "next-image", k: "previous-image", ArrowLeft: "previous-image" };

// Arrow keys belong to what has the focus wherever that can be moved or scrolled.
document.addEventListener("keydown", (event) => {
  const link = LINKS[event.key];
  if (!link || !single(event, event.key) || event.shiftKey || event.defaultPrevented) return;
  if (event.key.startsWith("Arrow") && closest(event.target, '[tabindex="0"], .handle, dialog', Element)) return;
  byId(link, HTMLElement)?.click();
});

// An image that is decorative on purpose needs no label typed.
document.addEventListener("change", ({ target }) => {
  const box = matching(target, "[data-clears]", HTMLInputElement);
  const field = byId(box?.dataset.clears, HTMLTextAreaElement);
  if (box && field) field.readOnly = box.checked;
});

// Over a swap the focus stays on what has the same id.
let focused = "";
document.addEventListener("htmx:before:swap", () => {
  focused = document.activeElement?.id ?? "";
});
document.addEventListener("htmx:after:swap", () => {
  if (focused && document.activeElement === document.body) byId(focused, HTMLElement)?.focus();
});

/**
 * Makes a field show what the server sent, also where the browser keeps what was typed.
 *
 * @param {Element} field
 */
function reset(field) {
  if (field instanceof HTMLSelectElement) {
    const option = field.querySelector("option[selected]") ?? field.options[0];
    if (option instanceof HTMLOptionElement) field.value = option.value;
  } else if (field instanceof HTMLTextAreaElement) field.value = field.defaultValue;
  else if (!(field instanceof HTMLInputElement)) return;
  else if (field.type === "number") field.value = field.defaultValue;
  else if (field.type === "checkbox") field.checked = field.defaultChecked;
}

document.addEventListener("htmx:after:swap", ({ target }) => {
  const id = target instanceof Element && target.id.startsWith("row-") ? target.id : null;
  for (const field of byId(id, HTMLFormElement)?.elements ?? []) reset(field);
});

let submitting = false;
const typed = () =>
  findAll(".stores textarea", HTMLTextAreaElement).some((field) => field.value !== field.defaultValue);
document.addEventListener("submit", ({ target }) => {
  submitting = target instanceof Element && !target.hasAttribute("hx-post");
});
addEventListener("beforeunload", (event) => {
  if (!submitting && typed()) event.preventDefault();
});
