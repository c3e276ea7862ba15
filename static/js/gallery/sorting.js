// Reordering by dragging, with mouse, pen or finger, and by the arrow keys on the grip. Dropping sends the place.
const START = 6; // pixels, below which it is a click
const EDGE = 72; // pixels from the window's edge, where the page scrolls along
const gliding = new Set(); // cards on their way to a new place
let drag = null;
let dragged = false; // until the next press

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const placeOf = (card) => [...card.parentElement.children].indexOf(card) + 1;

function send(card, values) {
  const form = card.querySelector("form");
  htmx.ajax("POST", form.action, { source: form, target: "#gallery", swap: "outerMorph", values });
}

function lift() {
  const ghost = document.createElement("div");
  ghost.className = "ghost";
  ghost.append(drag.card.querySelector("picture").cloneNode(true));
  document.body.append(ghost);
  drag.ghost = ghost;
  drag.home = drag.card.nextElementSibling;
  drag.card.classList.add("lifted");
  document.documentElement.classList.add("sorting");
  scroll();
}

function scroll() {
  if (!drag?.ghost) return;
  if (drag.y < EDGE) scrollBy(0, (drag.y - EDGE) / 4);
  else if (drag.y > innerHeight - EDGE) scrollBy(0, (drag.y - innerHeight + EDGE) / 4);
  requestAnimationFrame(scroll);
}

function follow() {
  drag.ghost.style.transform = `translate(${drag.x}px, ${drag.y}px) rotate(-2deg)`;
  const over = document.elementFromPoint(drag.x, drag.y)?.closest("#cards > .card");
  if (!over || over === drag.card || gliding.has(over)) return;
  glide(() => {
    if (placeOf(over) > placeOf(drag.card)) over.after(drag.card);
    else over.before(drag.card);
  });
}

function glide(change) {
  const cards = [...document.querySelectorAll("#cards > .card")];
  const before = new Map(cards.map((card) => [card, card.getBoundingClientRect()]));
  change();
  if (calm()) return;
  for (const card of cards) {
    const [old, now] = [before.get(card), card.getBoundingClientRect()];
    const [x, y] = [old.left - now.left, old.top - now.top];
    if (!x && !y) continue;
    gliding.add(card);
    const glide = card.animate([{ transform: `translate(${x}px, ${y}px)` }, {}], { duration: 180, easing: "ease-out" });
    glide.finished.finally(() => gliding.delete(card));
  }
}

function end(dropped) {
  if (!drag) return;
  if (dropped && drag.ghost) {
    gliding.clear();
    follow();
  }
  const { card, ghost, home, from } = drag;
  drag = null;
  if (!ghost) return;
  dragged = true;
  ghost.remove();
  card.classList.remove("lifted");
  document.documentElement.classList.remove("sorting");
  if (!dropped) glide(() => card.parentElement.insertBefore(card, home));
  else if (placeOf(card) !== from) send(card, { do: "place", place: placeOf(card) });
}

// Letting go of a picture is no click on its link.
document.addEventListener("click", (event) => dragged && event.target.closest?.(".open") && event.preventDefault());

document.addEventListener("dragstart", (event) => event.target.closest?.(".mat") && event.preventDefault());

document.addEventListener("pointerdown", (event) => {
  dragged = false;
  if (event.target.closest?.(".pick")) return;
  const grip = event.target.closest?.(".grip");
  const mat = event.pointerType === "mouse" && event.target.closest?.(".card .mat");
  if (event.button !== 0 || !(grip || mat)) return;
  const card = event.target.closest(".card");
  drag = { card, from: placeOf(card), pointer: event.pointerId, x: event.clientX, y: event.clientY };
  drag.start = [drag.x, drag.y];
  if (mat) event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drag?.pointer) return;
  [drag.x, drag.y] = [event.clientX, event.clientY];
  if (!drag.ghost && Math.hypot(drag.x - drag.start[0], drag.y - drag.start[1]) > START) lift();
  if (drag?.ghost) follow();
});

document.addEventListener("pointerup", (event) => event.pointerId === drag?.pointer && end(true));
document.addEventListener("pointercancel", () => end(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") end(false);
  const grip = event.target.closest?.(".grip");
  const move = { ArrowLeft: "up", ArrowUp: "up", ArrowRight: "down", ArrowDown: "down", Home: "first", End: "last" }[event.key];
  if (!grip || !move) return;
  event.preventDefault();
  send(grip.closest(".card"), { do: move });
});
