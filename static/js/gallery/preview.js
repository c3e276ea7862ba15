// The preview: choosing stores shows them at once, and a picture opens large, to be zoomed and moved.
import "../shell/live-updates.js";

const STEPS = [1, 1.5, 2, 3, 4];
const zoom = document.getElementById("zoom");
const field = zoom.querySelector(".zoom-field");
const picture = field.querySelector("img");
let step = 0;

document.addEventListener("change", (event) => {
  if (!event.target.matches("#sides select")) return;
  const address = `${location.pathname}?${new URLSearchParams(new FormData(event.target.form))}`;
  htmx.ajax("GET", address, { source: event.target, target: "#preview", swap: "outerMorph", push: address });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-zooms]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  picture.src = link.href;
  picture.alt = link.querySelector("img").alt;
  step = 0;
  zoom.showModal();
  field.focus();
  size();
});

/** Keeps what is in the middle of the field there. */
function size() {
  const [x, y] = [field.scrollLeft + field.clientWidth / 2, field.scrollTop + field.clientHeight / 2];
  const before = picture.clientWidth || 1;
  const fit = Math.min(field.clientWidth, (field.clientHeight * picture.naturalWidth) / (picture.naturalHeight || 1)) || field.clientWidth;
  picture.style.width = `${Math.floor(fit * STEPS[step])}px`;
  const grown = picture.clientWidth / before;
  field.scrollTo(x * grown - field.clientWidth / 2, y * grown - field.clientHeight / 2);
}

function turn(by) {
  step = Math.min(Math.max(step + by, 0), STEPS.length - 1);
  size();
}

picture.addEventListener("load", size);
picture.addEventListener("click", () => turn(step === STEPS.length - 1 ? -step : 1));
field.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  turn(event.deltaY < 0 ? 1 : -1);
}, { passive: false });
zoom.addEventListener("click", (event) => {
  const way = event.target.closest("[data-zoom]")?.dataset.zoom;
  if (way) turn(way === "in" ? 1 : -1);
});
zoom.addEventListener("keydown", (event) => {
  if (event.key === "+" || event.key === "-") turn(event.key === "+" ? 1 : -1);
});
