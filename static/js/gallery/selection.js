// Selecting several images: boxes, ranges with Shift, all with Ctrl+A, none with Escape; a bar says how many there are.
import { n_ } from "../shell/messages.js";

const picks = () => [...document.querySelectorAll("#cards .pick")];
const picked = () => picks().filter((box) => box.checked);
const typing = (element) => element.closest?.("textarea, select, input:not([type=checkbox])");
let last = null; // the box that was changed last, where a range begins

export function pick(box, on = !box.checked) {
  box.checked = on;
  last = box.id;
  count();
}

function count() {
  const said = document.getElementById("several-count");
  if (!said) return;
  const number = picked().length;
  const words = n_("%(num)s selected", "%(num)s selected", number);
  if (said.textContent !== words) said.textContent = words;
  for (const box of picks()) box.closest(".card").classList.toggle("is-picked", box.checked);
}

function all(on) {
  for (const box of picks()) box.checked = on;
  count();
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.(".pick");
  if (box) {
    const [boxes, from] = [picks(), document.getElementById(last)];
    if (event.shiftKey && from) {
      const [start, end] = [boxes.indexOf(from), boxes.indexOf(box)].sort((one, other) => one - other);
      for (const between of boxes.slice(start, end + 1)) between.checked = box.checked;
    }
    last = box.id;
    count();
  }
  const button = event.target.closest?.("[data-picks]");
  if (button) all(button.dataset.picks === "all");
});

document.addEventListener("keydown", (event) => {
  const inside = event.target.closest?.("#cards, #several");
  if (!inside || event.defaultPrevented) return;
  if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && !typing(event.target)) {
    event.preventDefault();
    all(true);
  } else if (event.key === "Escape" && !typing(event.target) && !document.querySelector("details.menu[open]")) {
    all(false);
  } else if (event.key === "Enter" && event.target.matches("#several :is(input, textarea, select)")) {
    event.preventDefault();
    event.target.closest(".panel").querySelector("[data-enter]")?.click();
  }
});

// What was done to them is done: the bar goes, and so does what was typed in it.
document.addEventListener("htmx:after:request", ({ target, detail }) => {
  if (target.id !== "several" || detail.ctx.response?.status !== 200) return;
  for (const menu of target.querySelectorAll("details[open]")) menu.open = false;
  target.reset();
  document.getElementById("targets")?.replaceChildren();
});

document.addEventListener("htmx:after:swap", count);
count();
