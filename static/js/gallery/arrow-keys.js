// Keyboard navigation between cards: one of them is a stop for Tab, arrows lead to the others, keys do what buttons do.
import { closest, find, findAll, matching } from "../shell/dom.js";
import { single } from "../shell/shortcuts.js";
import { select } from "./selection.js";

const CARD = "#cards > .card";
const cards = () => findAll(CARD, HTMLElement);
/** @type {string | null} the id of the card that Tab leads to */
let stop = null;

function setTabStop() {
  const all = cards();
  const current = all.find(({ id }) => id === stop) ?? all[0];
  for (const card of all) {
    const tabIndex = card === current ? 0 : -1;
    if (card.tabIndex !== tabIndex) card.tabIndex = tabIndex;
  }
}

/**
 * @param {HTMLElement} card
 * @param {number} step 1 for below, -1 for above
 */
function nearestInColumn(card, step) {
  const all = cards();
  const at = all.indexOf(card);
  const left = card.getBoundingClientRect().left;
  const towards = step > 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
  return towards.find((other) => Math.abs(other.getBoundingClientRect().left - left) < card.offsetWidth / 2);
}

/** @type {Record<string, (card: HTMLElement, all: HTMLElement[]) => HTMLElement | undefined>} */
const MOVES = {
  ArrowLeft: (card, all) => all[all.indexOf(card) - 1],
  ArrowRight: (card, all) => all[all.indexOf(card) + 1],
  ArrowUp: (card) => nearestInColumn(card, -1),
  ArrowDown: (card) => nearestInColumn(card, 1),
  Home: (_card, all) => all[0],
  End: (_card, all) => all.at(-1),
};

document.addEventListener("focusin", (event) => {
  const card = closest(event.target, CARD, HTMLElement);
  if (!card || card.id === stop) return;
  stop = card.id;
  setTabStop();
});

document.addEventListener("keydown", (event) => {
  const card = matching(event.target, CARD, HTMLElement);
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = MOVES[event.key]?.(card, cards());
  if (next) next.focus();
  else if (event.key === "Enter") find(".open", HTMLElement, card)?.click();
  else if (event.key === "Delete") find('.actions [value="remove"]', HTMLElement, card)?.click();
  else if (single(event, "x") || event.key === " ") select(find(".pick", HTMLInputElement, card));
  else return;
  event.preventDefault();
});

document.addEventListener("htmx:after:swap", setTabStop);
setTabStop();
