// Toasts go by themselves, but not while the pointer or the focus is on one; requests that fail show one.
import { byId, closest, need } from "./dom.js";
import { _ } from "./messages.js";

const LIFETIME = 9000; // milliseconds
const area = need("#toasts", HTMLElement);
/** @type {number | undefined} */
let timer;

function dismiss() {
  if (area.contains(document.activeElement)) byId("main", HTMLElement)?.focus({ preventScroll: true });
  area.replaceChildren();
}

function startTimer() {
  clearTimeout(timer);
  const toast = area.querySelector(".toast");
  if (toast && !toast.classList.contains("trouble")) timer = setTimeout(dismiss, LIFETIME);
}

/** @param {string} text */
export function showError(text) {
  const toast = document.importNode(need("#trouble-toast", HTMLTemplateElement).content, true);
  need("p", HTMLElement, toast).textContent = text;
  area.replaceChildren(toast);
}

new MutationObserver(startTimer).observe(area, { childList: true });
for (const start of ["mouseenter", "focusin"]) area.addEventListener(start, () => clearTimeout(timer));
for (const end of ["mouseleave", "focusout"]) area.addEventListener(end, startTimer);
area.addEventListener("click", (event) => {
  if (closest(event.target, "[data-dismiss]", HTMLElement)) dismiss();
});
document.addEventListener("htmx:error", () =>
  showError(_("Packshot could not be reached, so nothing was changed. Check the connection and try again.")),
);
startTimer();
