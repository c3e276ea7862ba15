// Toasts go by themselves, but not while somebody looks at one; and what htmx could not do is said.
import { _ } from "./messages.js";

const STAYS = 9000;
const area = document.getElementById("toasts");
let timer;

function dismiss() {
  if (area.contains(document.activeElement)) document.getElementById("main").focus({ preventScroll: true });
  area.replaceChildren();
}

function wait() {
  clearTimeout(timer);
  const toast = area.querySelector(".toast");
  if (toast && !toast.classList.contains("trouble")) timer = setTimeout(dismiss, STAYS);
}

export function trouble(text) {
  const toast = document.getElementById("trouble-toast").content.cloneNode(true);
  toast.querySelector("p").textContent = text;
  area.replaceChildren(toast);
}

new MutationObserver(wait).observe(area, { childList: true });
for (const start of ["mouseenter", "focusin"]) area.addEventListener(start, () => clearTimeout(timer));
for (const end of ["mouseleave", "focusout"]) area.addEventListener(end, wait);
area.addEventListener("click", (event) => event.target.closest("[data-dismiss]") && dismiss());
document.addEventListener("htmx:error", () =>
  trouble(_("Packshot could not be reached, so nothing was changed. Check the connection and try again.")),
);
wait();
