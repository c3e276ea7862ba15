// An image's own page: looking closely, the focal point, the images before and after, and what is being typed.
import "../shell/live-updates.js";
import "./viewer.js";
import "./focal-point.js";
import { single } from "../shell/shortcuts.js";

const WAYS = { j: "next-image", ArrowRight: "next-image", k: "previous-image", ArrowLeft: "previous-image" };

// Arrow keys belong to what has the focus wherever that can be moved or scrolled.
document.addEventListener("keydown", (event) => {
  const way = WAYS[event.key];
  if (!way || !single(event, event.key) || event.shiftKey || event.defaultPrevented) return;
  if (event.key.startsWith("Arrow") && event.target.closest?.('[tabindex="0"], .handle, dialog')) return;
  document.getElementById(way)?.click();
});

/** Whoever ticks that there is no text on purpose need not type one. */
document.addEventListener("change", ({ target }) => {
  const field = document.getElementById(target.dataset?.empties);
  if (field) field.readOnly = target.checked;
});

// Over a swap the focus stays on what has the same name.
let focused = "";
document.addEventListener("htmx:before:swap", () => (focused = document.activeElement?.id ?? ""));
document.addEventListener("htmx:after:swap", () => {
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
});

// What was sent is what the server says now, also where a browser would keep what was typed.
document.addEventListener("htmx:after:swap", ({ target }) => {
  const sent = target.id?.startsWith("row-") ? document.getElementById(target.id) : null;
  for (const field of sent?.elements ?? []) {
    if (field.matches("textarea, input[type=number]")) field.value = field.defaultValue;
    else if (field.matches("input[type=checkbox]")) field.checked = field.defaultChecked;
    else if (field.matches("select")) field.value = (field.querySelector("[selected]") ?? field.options[0]).value;
  }
});

let leaving = false;
const typed = () => [...document.querySelectorAll(".stores textarea")].some((field) => field.value !== field.defaultValue);
document.addEventListener("submit", ({ target }) => (leaving = !target.hasAttribute("hx-post")));
addEventListener("beforeunload", (event) => !leaving && typed() && event.preventDefault());
