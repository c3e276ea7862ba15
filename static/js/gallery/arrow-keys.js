// By keyboard from image to image: one of them is a stop for Tab, arrows lead to the others, and keys do what buttons do.
import { pick } from "./selection.js";
import { single } from "../shell/shortcuts.js";

const cards = () => [...document.querySelectorAll("#cards > .card")];
let stop = null; // the id of the card that Tab leads to

function mark() {
  const all = cards();
  const now = document.getElementById(stop) ?? all[0];
  for (const card of all) if (card.tabIndex !== (card === now ? 0 : -1)) card.tabIndex = card === now ? 0 : -1;
}

/** The nearest one above or below. */
function inColumn(card, step) {
  const all = cards();
  const left = card.getBoundingClientRect().left;
  const towards = step > 0 ? all.slice(all.indexOf(card) + 1) : all.slice(0, all.indexOf(card)).reverse();
  return towards.find((other) => Math.abs(other.getBoundingClientRect().left - left) < card.offsetWidth / 2);
}

function next(card, key) {
  const all = cards();
  const at = all.indexOf(card);
  return {
    ArrowLeft: () => all[at - 1],
    ArrowRight: () => all[at + 1],
    ArrowUp: () => inColumn(card, -1),
    ArrowDown: () => inColumn(card, 1),
    Home: () => all[0],
    End: () => all.at(-1),
  }[key]?.();
}

document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("#cards > .card");
  if (!card || card.id === stop) return;
  stop = card.id;
  mark();
});

document.addEventListener("keydown", (event) => {
  const card = event.target;
  if (!card.matches?.("#cards > .card") || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = next(card, event.key);
  if (to) to.focus();
  else if (event.key === "Enter") card.querySelector(".open").click();
  else if (event.key === "Delete") card.querySelector('.actions [value="remove"]').click();
  else if (single(event, "x") || event.key === " ") pick(card.querySelector(".pick"));
  else return;
  event.preventDefault();
});

document.addEventListener("htmx:after:swap", mark);
mark();
