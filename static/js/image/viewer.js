// Looking closely: the picture lies in a field that scrolls, so that keys, fingers and scroll bars move it as anywhere.
import { closest, findAll, need } from "../shell/dom.js";

const STEP = 1.25;
const MOST = 8;

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ viewer: HTMLElement, stage: HTMLElement, img: HTMLImageElement }} View */

/**
 * @param {EventTarget | null} target
 * @returns {View | null} the viewer that the target lies in
 */
function viewOf(target) {
  const viewer = closest(target, ".viewer", HTMLElement);
  if (!viewer) return null;
  return { viewer, stage: need(".stage", HTMLElement, viewer), img: need(".stage img", HTMLImageElement, viewer) };
}

/** @param {HTMLImageElement} img */
const fullWidth = (img) => Number(img.getAttribute("width"));

/** @param {View} view */
const fitting = ({ stage, img }) =>
  Math.min(1, stage.clientWidth / fullWidth(img), stage.clientHeight / Number(img.getAttribute("height")));

/** @param {View} view */
const scaleOf = ({ img }) => img.getBoundingClientRect().width / fullWidth(img);

/** @param {HTMLElement} stage */
function middle(stage) {
  const box = stage.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/**
 * @param {View} view
 * @param {number} scale what is wished for
 * @param {Point} [at] the point of the screen that stays where it is
 */
function zoom(view, scale, at) {
  const { stage, img } = view;
  const { x, y } = at ?? middle(stage);
  const before = img.getBoundingClientRect();
  const share = { x: (x - before.left) / before.width, y: (y - before.top) / before.height };
  setWidth(view, scale);
  const after = img.getBoundingClientRect();
  stage.scrollLeft += after.left + share.x * after.width - x;
  stage.scrollTop += after.top + share.y * after.height - y;
  showScale(view);
}

/**
 * @param {View} view
 * @param {number} scale kept between what fits and the most
 */
function setWidth(view, scale) {
  const { stage, img } = view;
  const least = fitting(view);
  const now = Math.max(least, Math.min(MOST, scale));
  const close = now > least + 0.001;
  stage.classList.add("sized");
  stage.classList.toggle("zoomed", close);
  img.style.width = `${fullWidth(img) * now}px`;
  if (close) sharpen(view, fullWidth(img) * now * devicePixelRatio);
}

/**
 * Has the browser take a larger one of those offered; beyond them there is the original.
 *
 * @param {View} view
 * @param {number} pixels the width on screen
 */
function sharpen({ viewer, img }, pixels) {
  const { full = "", largest } = viewer.dataset;
  const beyond = pixels > Number(largest) && fullWidth(img) > Number(largest);
  for (const source of findAll("source", HTMLSourceElement, img.parentElement ?? viewer)) {
    if (beyond) source.remove();
    else source.sizes = `${Math.ceil(pixels / devicePixelRatio)}px`;
  }
  if (beyond && img.getAttribute("src") !== full) img.src = full;
}

/** @param {View} view */
function showScale(view) {
  const { viewer, stage } = view;
  const now = scaleOf(view) * devicePixelRatio;
  need("[data-zoom-shown]", HTMLElement, viewer).textContent = now ? `${Math.round(now * 100)} %` : "";
  const pressed = { fit: !stage.classList.contains("zoomed"), one: Math.abs(now - 1) < 0.005 };
  for (const [name, is] of Object.entries(pressed)) {
    need(`[data-zoom="${name}"]`, HTMLElement, viewer).setAttribute("aria-pressed", String(is));
  }
}

/** @type {Record<string, (view: View) => number>} */
const SCALES = {
  fit: () => 0,
  one: () => 1 / devicePixelRatio,
  in: (view) => scaleOf(view) * STEP,
  out: (view) => scaleOf(view) / STEP,
};
/** @type {Record<string, string>} */
const KEYS = { "+": "in", "=": "in", "-": "out", 0: "fit", 1: "one" };

document.addEventListener("click", ({ target }) => {
  const button = closest(target, "[data-zoom]", HTMLElement);
  const view = viewOf(button);
  if (button && view) zoom(view, SCALES[button.dataset.zoom ?? "fit"](view));
});

document.addEventListener("keydown", (event) => {
  const view = viewOf(event.target);
  const scale = SCALES[KEYS[event.key]];
  if (!view || !scale || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  zoom(view, scale(view));
});

// A wheel turns the page until somebody works with the picture; a pinch on a trackpad is a wheel with Ctrl.
document.addEventListener(
  "wheel",
  (event) => {
    const view = viewOf(closest(event.target, ".stage", HTMLElement));
    if (!view || !(event.ctrlKey || document.activeElement === view.stage)) return;
    event.preventDefault();
    zoom(view, scaleOf(view) * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), event);
  },
  { passive: false },
);

/** @type {{ distance: number, scale: number } | null} as it was when two fingers touched */
let pinch = null;

/** @param {TouchList} touches two of them */
function between({ 0: one, 1: other }) {
  return {
    distance: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
    x: (one.clientX + other.clientX) / 2,
    y: (one.clientY + other.clientY) / 2,
  };
}
document.addEventListener(
  "touchmove",
  (event) => {
    const view = viewOf(closest(event.target, ".stage", HTMLElement));
    if (!view || event.touches.length !== 2) {
      pinch = null;
      return;
    }
    event.preventDefault();
    const fingers = between(event.touches);
    pinch ??= { distance: fingers.distance, scale: scaleOf(view) };
    zoom(view, (pinch.scale * fingers.distance) / pinch.distance, fingers);
  },
  { passive: false },
);
document.addEventListener("touchend", () => {
  pinch = null;
});

/** @type {(Point & { stage: HTMLElement }) | null} */
let held = null;
document.addEventListener("pointerdown", (event) => {
  const stage = closest(event.target, ".stage.zoomed", HTMLElement);
  if (!stage || event.pointerType !== "mouse" || event.button !== 0) return;
  held = { stage, x: event.clientX, y: event.clientY };
});
document.addEventListener("pointermove", (event) => {
  if (!held) return;
  held.stage.classList.add("dragging");
  held.stage.scrollBy({ left: held.x - event.clientX, top: held.y - event.clientY, behavior: "instant" });
  held = { ...held, x: event.clientX, y: event.clientY };
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    held?.stage.classList.remove("dragging");
    held = null;
  });
}

/** Has every picture that is not zoomed fit, whatever the window's size. */
function fit() {
  for (const viewer of findAll(".viewer:not(:has(.zoomed))", HTMLElement)) {
    const view = viewOf(viewer);
    if (view) zoom(view, 0);
  }
}
addEventListener("resize", fit);
document.addEventListener("htmx:after:swap", fit);
fit();
