// Reordering by dragging, with mouse, pen or finger, and by the arrow keys on the grip. Dropping sends the place.
import { closest, findAll, need } from "../shell/dom.js";

const START = 6; // pixels, below which it is a click
const EDGE = 72; // pixels from the window's edge, where the page scrolls along
const GLIDE = 180; // milliseconds

/**
 * @typedef {object} Drag
 * @property {HTMLElement} card
 * @property {number} from the card's place before
 * @property {number} pointer
 * @property {number} x
 * @property {number} y
 * @property {[x: number, y: number]} start
 * @property {{ element: HTMLElement, home: Element | null }} [ghost] what follows the pointer, once it is no click
 */

/** @type {Set<Element>} cards on their way to a new place */
const gliding = new Set();
/** @type {Drag | null} */
let drag = null;
let dragged = false; // until the next press

const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const allCards = () => findAll("#cards > .card", HTMLElement);
/** @param {Element} card */
const placeOf = (card) => [...(card.parentElement?.children ?? [])].indexOf(card) + 1;

/**
 * @param {HTMLElement} card
 * @param {Record<string, string | number>} values
 */
function send(card, values) {
  const form = need("form", HTMLFormElement, card);
  htmx.ajax("POST", form.action, { source: form, target: "#gallery", swap: "outerMorph", values });
}

/** @param {Drag} drag */
function lift(drag) {
  const element = document.createElement("div");
  element.className = "ghost";
  element.append(need("picture", HTMLElement, drag.card).cloneNode(true));
  document.body.append(element);
  drag.ghost = { element, home: drag.card.nextElementSibling };
  drag.card.classList.add("lifted");
  document.documentElement.classList.add("sorting");
  scrollAtEdge();
}

function scrollAtEdge() {
  if (!drag?.ghost) return;
  if (drag.y < EDGE) scrollBy(0, (drag.y - EDGE) / 4);
  else if (drag.y > innerHeight - EDGE) scrollBy(0, (drag.y - innerHeight + EDGE) / 4);
  requestAnimationFrame(scrollAtEdge);
}

/**
 * Moves the ghost, and the card to where the ghost is.
 *
 * @param {Drag} drag
 * @param {HTMLElement} ghost
 */
function follow({ card, x, y }, ghost) {
  ghost.style.transform = `translate(${x}px, ${y}px) rotate(-2deg)`;
  const over = document.elementFromPoint(x, y)?.closest("#cards > .card");
  if (!over || over === card || gliding.has(over)) return;
  glide(() => {
    if (placeOf(over) > placeOf(card)) over.after(card);
    else over.before(card);
  });
}

/**
 * Has cards glide from where they were before a change of the order to where they are after it.
 *
 * @param {() => void} change
 */
function glide(change) {
  const before = new Map(allCards().map((card) => [card, card.getBoundingClientRect()]));
  change();
  if (reducedMotion()) return;
  for (const [card, old] of before) {
    const now = card.getBoundingClientRect();
    const [x, y] = [old.left - now.left, old.top - now.top];
    if (!x && !y) continue;
    gliding.add(card);
    const frames = [{ transform: `translate(${x}px, ${y}px)` }, {}];
    const animation = card.animate(frames, { duration: GLIDE, easing: "ease-out" });
    animation.finished.finally(() => gliding.delete(card));
  }
}

/** @param {boolean} dropped or else taken back */
function end(dropped) {
  if (!drag) return;
  const { card, ghost, from } = drag;
  if (dropped && ghost) {
    gliding.clear();
    follow(drag, ghost.element);
  }
  drag = null;
  if (!ghost) return;
  dragged = true;
  ghost.element.remove();
  card.classList.remove("lifted");
  document.documentElement.classList.remove("sorting");
  if (!dropped) glide(() => card.parentElement?.insertBefore(card, ghost.home));
  else if (placeOf(card) !== from) send(card, { do: "place", place: placeOf(card) });
}

// Letting go of a picture is no click on its link.
document.addEventListener("click", (event) => {
  if (dragged && closest(event.target, ".open", Element)) event.preventDefault();
});

document.addEventListener("dragstart", (event) => {
  if (closest(event.target, ".mat", Element)) event.preventDefault();
});

document.addEventListener("pointerdown", (event) => {
  dragged = false;
  if (event.button !== 0 || closest(event.target, ".pick", Element)) return;
  const grip = closest(event.target, ".grip", Element);
  const mat = event.pointerType === "mouse" && closest(event.target, ".card .mat", Element);
  const card = closest(event.target, ".card", HTMLElement);
  if (!card || !(grip || mat)) return;
  const { pointerId: pointer, clientX: x, clientY: y } = event;
  drag = { card, from: placeOf(card), pointer, x, y, start: [x, y] };
  if (mat) event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  [drag.x, drag.y] = [event.clientX, event.clientY];
  if (!drag.ghost && Math.hypot(drag.x - drag.start[0], drag.y - drag.start[1]) > START) lift(drag);
  if (drag.ghost) follow(drag, drag.ghost.element);
});

document.addEventListener("pointerup", (event) => {
  if (event.pointerId === drag?.pointer) end(true);
});
document.addEventListener("pointercancel", () => end(false));

/** @type {Record<string, string>} */
const MOVES = { ArrowLeft: "up", ArrowUp: "up", ArrowRight: "down", ArrowDown: "down", Home: "first", End: "last" };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") end(false);
  const card = closest(closest(event.target, ".grip", Element), ".card", HTMLElement);
  const move = MOVES[event.key];
  if (!card || !move) return;
  event.preventDefault();
  send(card, { do: move });
});
