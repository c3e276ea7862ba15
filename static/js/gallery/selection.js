// Selecting several images: boxes, ranges with Shift, all with Ctrl+A, none with Escape; a bar shows how many there are.
import { byId, closest, find, findAll, matching } from "../shell/dom.js";
import { n_ } from "../shell/messages.js";

const boxes = () => findAll("#cards .pick", HTMLInputElement);
/** @param {EventTarget | null} target */
const typing = (target) => closest(target, "textarea, select, input:not([type=checkbox])", Element);
/** @type {string | null} the id of the box that was changed last, where a range begins */
let last = null;

/** @param {HTMLInputElement | null} box which is ticked, or no longer */
export function select(box) {
  if (!box) return;
  box.checked = !box.checked;
  last = box.id;
  showCount();
}

function showCount() {
  const place = document.getElementById("several-count");
  if (!place) return;
  const count = boxes().filter((box) => box.checked).length;
  const text = n_("%(num)s selected", "%(num)s selected", count);
  if (place.textContent !== text) place.textContent = text;
  for (const box of boxes()) box.closest(".card")?.classList.toggle("is-picked", box.checked);
}

/** @param {boolean} checked */
function selectAll(checked) {
  for (const box of boxes()) box.checked = checked;
  showCount();
}

/**
 * Gives the boxes between these two the state of the second.
 *
 * @param {HTMLInputElement} from
 * @param {HTMLInputElement} to
 */
function selectRange(from, to) {
  const all = boxes();
  const [start, end] = [all.indexOf(from), all.indexOf(to)].sort((one, other) => one - other);
  for (const between of all.slice(start, end + 1)) between.checked = to.checked;
}

document.addEventListener("click", (event) => {
  const box = closest(event.target, ".pick", HTMLInputElement);
  if (box) {
    const from = byId(last, HTMLInputElement);
    if (event.shiftKey && from) selectRange(from, box);
    last = box.id;
    showCount();
  }
  const button = closest(event.target, "[data-select]", HTMLElement);
  if (button) selectAll(button.dataset.select === "all");
});

/** @param {KeyboardEvent} event */
const selectsAll = (event) => event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey);

document.addEventListener("keydown", (event) => {
  if (!closest(event.target, "#cards, #several", Element) || event.defaultPrevented) return;
  const field = matching(event.target, "#several :is(input, textarea, select)", HTMLElement);
  if (selectsAll(event) && !typing(event.target)) {
    event.preventDefault();
    selectAll(true);
  } else if (event.key === "Escape" && !typing(event.target) && !document.querySelector("details.menu[open]")) {
    selectAll(false);
  } else if (event.key === "Enter" && field) {
    event.preventDefault();
    find("[data-enter]", HTMLElement, field.closest(".panel") ?? field)?.click();
  }
});

// After a bulk edit the bar goes, and so does what was typed in it.
document.addEventListener("htmx:after:request", ({ target, detail }) => {
  const form = matching(target, "#several", HTMLFormElement);
  if (!form || detail.ctx.response?.status !== 200) return;
  for (const menu of findAll("details[open]", HTMLDetailsElement, form)) menu.open = false;
  form.reset();
  document.getElementById("targets")?.replaceChildren();
});

document.addEventListener("htmx:after:swap", showCount);
showCount();
