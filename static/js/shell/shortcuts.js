// Keys that work everywhere: / searches, ? lists the keys. Single keys can be switched off, as WCAG 2.1.4 wants it.
import { byId, closest } from "./dom.js";

const OFF = "packshot-shortcuts-off";
const off = () => localStorage.getItem(OFF) === "yes";

/**
 * @param {KeyboardEvent} event
 * @param {string} key
 * @returns {boolean} whether it is this key alone, in no field, and single keys are on
 */
export function single(event, key) {
  const typing = closest(event.target, "input, textarea, select, [contenteditable]", Element);
  return event.key === key && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !off();
}

document.addEventListener("keydown", (event) => {
  if (single(event, "/")) {
    event.preventDefault();
    byId("find", HTMLInputElement)?.select();
  } else if (single(event, "?")) {
    event.preventDefault();
    openList();
  }
});

/** Opens the dialog; htmx fetches the list as soon as it is in sight. */
function openList() {
  const dialog = byId("shortcuts", HTMLDialogElement);
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const newTab = event.ctrlKey || event.metaKey || event.shiftKey;
  if (closest(event.target, "[data-shortcut-list]", HTMLElement) && !newTab) {
    event.preventDefault();
    openList();
  }
  if (!closest(event.target, '[data-toggles="shortcuts-off"]', HTMLElement)) return;
  localStorage.setItem(OFF, off() ? "no" : "yes");
  showState();
});

function showState() {
  const button = document.querySelector('[data-toggles="shortcuts-off"]');
  button?.setAttribute("aria-pressed", String(off()));
}
document.addEventListener("htmx:after:swap", showState);
showState();
