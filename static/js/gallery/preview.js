// The preview of two stores: a picture opens large, to be zoomed and moved.
import { closest, find, need } from "../shell/dom.js";
import "../shell/live-updates.js";

const STEPS = [1, 1.5, 2, 3, 4];
const zoom = need("#zoom", HTMLDialogElement);
const field = need(".zoom-field", HTMLElement, zoom);
const picture = need("img", HTMLImageElement, field);
let step = 0;

document.addEventListener("click", (event) => {
  const link = closest(event.target, "[data-zooms]", HTMLAnchorElement);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  picture.src = link.href;
  picture.alt = find("img", HTMLImageElement, link)?.alt ?? "";
  picture.style.width = "";
  step = 0;
  zoom.showModal();
  field.focus();
  resize();
});

/** Keeps what is in the middle of the field there. A picture that is still on its way gets its width when it arrives. */
function resize() {
  if (!picture.complete) return;
  const [x, y] = [field.scrollLeft + field.clientWidth / 2, field.scrollTop + field.clientHeight / 2];
  const before = picture.clientWidth || 1;
  const byHeight = (field.clientHeight * picture.naturalWidth) / (picture.naturalHeight || 1);
  const fit = Math.min(field.clientWidth, byHeight) || field.clientWidth;
  picture.style.width = `${Math.floor(fit * STEPS[step])}px`;
  const grown = picture.clientWidth / before;
  field.scrollTo(x * grown - field.clientWidth / 2, y * grown - field.clientHeight / 2);
}

/** @param {number} by so many steps larger, or smaller */
function zoomBy(by) {
  step = Math.min(Math.max(step + by, 0), STEPS.length - 1);
  resize();
}

picture.addEventListener("load", resize);
picture.addEventListener("click", () => zoomBy(step === STEPS.length - 1 ? -step : 1));
field.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? 1 : -1);
  },
  { passive: false },
);
zoom.addEventListener("click", (event) => {
  const direction = closest(event.target, "[data-zoom]", HTMLElement)?.dataset.zoom;
  if (direction) zoomBy(direction === "in" ? 1 : -1);
});
zoom.addEventListener("keydown", (event) => {
  if (event.key === "+" || event.key === "-") zoomBy(event.key === "+" ? 1 : -1);
});
