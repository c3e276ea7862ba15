// The focal point: clicked on the picture, moved with the arrow keys, or typed; the cuts follow at once.
const section = () => document.querySelector(".pointing");
const field = (axis) => document.getElementById(`focus-${axis}`);
const within = (value, least, most) => Math.min(most, Math.max(least, value));
const side = (img, name) => Number(img.getAttribute(name));

function show() {
  const x = within(Number(field("x").value) / 100, 0, 1);
  const y = within(Number(field("y").value) / 100, 0, 1);
  const handle = section().querySelector(".handle");
  handle.style.left = `${x * 100}%`;
  handle.style.top = `${y * 100}%`;
  handle.firstElementChild.textContent = `${handle.dataset.name}: ${field("x").value} % / ${field("y").value} %`;
  return { x, y };
}

function move(x, y) {
  field("x").value = within(Math.round(x * 10) / 10, 0, 100);
  field("y").value = within(Math.round(y * 10) / 10, 0, 100);
  follow();
}

/** As the server cuts: around the point, as far as the picture's edges let it. */
function follow() {
  const point = show();
  const aim = section().querySelector(".aim img");
  for (const cut of section().querySelectorAll(".cut")) {
    const [width, height] = [side(cut, "width"), side(cut, "height")];
    const scale = Math.max(width / side(aim, "width"), height / side(aim, "height"));
    const at = (share, whole, part) =>
      whole - part < 0.5 ? 50 : (100 * within(share * whole - part / 2, 0, whole - part)) / (whole - part);
    const left = at(point.x, side(aim, "width") * scale, width);
    const top = at(point.y, side(aim, "height") * scale, height);
    if (cut.getAttribute("src") !== cut.dataset.whole) cut.src = cut.dataset.whole;
    cut.style.objectPosition = `${left}% ${top}%`;
  }
}

function at({ clientX, clientY }) {
  const box = section().querySelector(".aim img").getBoundingClientRect();
  move((100 * (clientX - box.left)) / box.width, (100 * (clientY - box.top)) / box.height);
}

let dragging = false;
document.addEventListener("pointerdown", (event) => {
  const aim = event.target.closest?.(".aim");
  if (!aim || event.button !== 0) return;
  event.preventDefault();
  dragging = true;
  aim.querySelector(".handle").focus({ preventScroll: true });
  at(event);
});
document.addEventListener("pointermove", (event) => dragging && at(event));
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (dragging = false));

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(".handle")) return;
  const [x, y] = ARROWS[event.key] ?? [0, 0];
  if (x || y) {
    event.preventDefault();
    const step = event.shiftKey ? 10 : 1;
    move(Number(field("x").value) + x * step, Number(field("y").value) + y * step);
  } else if (event.key === "Enter") {
    event.preventDefault();
    save();
  }
});

function save() {
  const form = section().querySelector("form");
  form.requestSubmit(form.querySelector('[value="focus"]'));
}

document.addEventListener("input", ({ target }) => target.closest?.(".point-form") && follow());
document.addEventListener("htmx:after:swap", () => section() && show());
if (section()) show();
