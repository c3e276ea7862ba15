// The focal point: clicked on the picture, moved with the arrow keys, or typed; the crops follow at once.
import { closest, find, findAll, matching, need } from "../shell/dom.js";

const section = () => find(".focal-point", HTMLElement);
const picture = () => need(".focal-point .aim img", HTMLImageElement);

/**
 * The field of an axis, in per cent.
 *
 * @param {"x" | "y"} axis
 */
const field = (axis) => need(`#focus-${axis}`, HTMLInputElement);

/** @param {"x" | "y"} axis */
const share = (axis) => clamp(Number(field(axis).value) / 100, 0, 1);

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

/**
 * A side in the pixels that the markup gives, whatever the size on screen.
 *
 * @param {HTMLImageElement} img
 * @param {"width" | "height"} name
 */
const side = (img, name) => Number(img.getAttribute(name));

function showHandle() {
  const handle = need(".focal-point .handle", HTMLElement);
  handle.style.left = `${share("x") * 100}%`;
  handle.style.top = `${share("y") * 100}%`;
  need("span", HTMLElement, handle).textContent =
    `${handle.dataset.name}: ${field("x").value} % / ${field("y").value} %`;
}

/**
 * @param {number} x per cent from the left
 * @param {number} y per cent from the top
 */
function moveTo(x, y) {
  field("x").value = String(clamp(Math.round(x * 10) / 10, 0, 100));
  field("y").value = String(clamp(Math.round(y * 10) / 10, 0, 100));
  showAll();
}

/**
 * Where a crop of this length begins, in per cent of what is left over: the point in its middle, as far as the
 * picture's edges let it.
 *
 * @param {number} point 0 to 1
 * @param {number} whole
 * @param {number} part
 */
function offset(point, whole, part) {
  const spare = whole - part;
  return spare < 0.5 ? 50 : (100 * clamp(point * whole - part / 2, 0, spare)) / spare;
}

/** Moves the handle, and crops as the server does. */
function showAll() {
  showHandle();
  const [width, height] = [side(picture(), "width"), side(picture(), "height")];
  for (const crop of findAll(".focal-point .crop", HTMLImageElement)) {
    const scale = Math.max(side(crop, "width") / width, side(crop, "height") / height);
    const left = offset(share("x"), width * scale, side(crop, "width"));
    const top = offset(share("y"), height * scale, side(crop, "height"));
    const whole = crop.dataset.source ?? "";
    if (crop.getAttribute("src") !== whole) crop.src = whole;
    crop.style.objectPosition = `${left}% ${top}%`;
  }
}

/** @param {PointerEvent} event */
function moveToPointer({ clientX, clientY }) {
  const box = picture().getBoundingClientRect();
  moveTo((100 * (clientX - box.left)) / box.width, (100 * (clientY - box.top)) / box.height);
}

let dragging = false;
document.addEventListener("pointerdown", (event) => {
  const aim = closest(event.target, ".aim", HTMLElement);
  if (!aim || event.button !== 0) return;
  event.preventDefault();
  dragging = true;
  need(".handle", HTMLElement, aim).focus({ preventScroll: true });
  moveToPointer(event);
});
document.addEventListener("pointermove", (event) => {
  if (dragging) moveToPointer(event);
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    dragging = false;
  });
}

/** @type {Record<string, [x: number, y: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
document.addEventListener("keydown", (event) => {
  if (!matching(event.target, ".handle", HTMLElement)) return;
  const arrow = ARROWS[event.key];
  if (arrow) {
    event.preventDefault();
    const step = event.shiftKey ? 10 : 1;
    moveTo(Number(field("x").value) + arrow[0] * step, Number(field("y").value) + arrow[1] * step);
  } else if (event.key === "Enter") {
    event.preventDefault();
    save();
  }
});

function save() {
  const form = need(".focal-point form", HTMLFormElement);
  form.requestSubmit(find('[value="focus"]', HTMLElement, form));
}

document.addEventListener("input", ({ target }) => {
  if (closest(target, ".point-form", HTMLElement)) showAll();
});
document.addEventListener("htmx:after:swap", () => {
  if (section()) showHandle();
});
if (section()) showHandle();
