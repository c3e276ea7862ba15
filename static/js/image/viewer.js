// Looking closely: the picture lies in a field that scrolls, so that keys, fingers and scroll bars move it as anywhere.
const STEP = 1.25;
const MOST = 8;

const parts = (within) => {
  const viewer = within?.closest?.(".viewer");
  return viewer && { viewer, stage: viewer.querySelector(".stage"), img: viewer.querySelector(".stage img") };
};
const full = (img) => Number(img.getAttribute("width"));
const fitting = ({ stage, img }) =>
  Math.min(1, stage.clientWidth / full(img), stage.clientHeight / Number(img.getAttribute("height")));
const scale = ({ img }) => img.getBoundingClientRect().width / full(img);

/** `at`: the point of the screen that stays where it is. */
function zoom(view, wanted, at) {
  const { stage, img } = view;
  const field = stage.getBoundingClientRect();
  const { x, y } = at ?? { x: field.left + field.width / 2, y: field.top + field.height / 2 };
  const before = img.getBoundingClientRect();
  const share = { x: (x - before.left) / before.width, y: (y - before.top) / before.height };
  const least = fitting(view);
  const now = Math.max(least, Math.min(MOST, wanted));
  const close = now > least + 0.001;
  stage.classList.add("sized");
  stage.classList.toggle("zoomed", close);
  img.style.width = `${full(img) * now}px`;
  if (close) sharpen(view, full(img) * now * devicePixelRatio);
  const after = img.getBoundingClientRect();
  stage.scrollLeft += after.left + share.x * after.width - x;
  stage.scrollTop += after.top + share.y * after.height - y;
  tell(view);
}

/** The browser takes a larger one of those offered; beyond them there is the original. */
function sharpen({ viewer, img }, pixels) {
  const beyond = pixels > Number(viewer.dataset.largest) && full(img) > Number(viewer.dataset.largest);
  for (const source of img.parentElement.querySelectorAll("source")) {
    if (beyond) source.remove();
    else source.sizes = `${Math.ceil(pixels / devicePixelRatio)}px`;
  }
  if (beyond && img.getAttribute("src") !== viewer.dataset.full) img.src = viewer.dataset.full;
}

function tell(view) {
  const { viewer, stage } = view;
  const now = scale(view) * devicePixelRatio;
  viewer.querySelector("[data-zoom-shown]").textContent = now ? `${Math.round(now * 100)} %` : "";
  const pressed = { fit: !stage.classList.contains("zoomed"), one: Math.abs(now - 1) < 0.005 };
  for (const [name, is] of Object.entries(pressed)) {
    viewer.querySelector(`[data-zoom="${name}"]`).setAttribute("aria-pressed", String(is));
  }
}

const WAYS = {
  fit: () => 0,
  one: () => 1 / devicePixelRatio,
  in: (view) => scale(view) * STEP,
  out: (view) => scale(view) / STEP,
};
const KEYS = { "+": "in", "=": "in", "-": "out", 0: "fit", 1: "one" };

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-zoom]");
  const view = parts(button);
  if (view) zoom(view, WAYS[button.dataset.zoom](view));
});

document.addEventListener("keydown", (event) => {
  const view = parts(event.target);
  const way = WAYS[KEYS[event.key]];
  if (!view || !way || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  zoom(view, way(view));
});

// A wheel turns the page until somebody works with the picture; a pinch on a trackpad is a wheel with Ctrl.
document.addEventListener(
  "wheel",
  (event) => {
    const view = parts(event.target.closest?.(".stage"));
    if (!view || !(event.ctrlKey || document.activeElement === view.stage)) return;
    event.preventDefault();
    zoom(view, scale(view) * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), event);
  },
  { passive: false },
);

let pinch = null;
const between = ([one, other]) => ({
  far: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
  x: (one.clientX + other.clientX) / 2,
  y: (one.clientY + other.clientY) / 2,
});
document.addEventListener(
  "touchmove",
  (event) => {
    const view = parts(event.target.closest?.(".stage"));
    if (!view || event.touches.length !== 2) return void (pinch = null);
    event.preventDefault();
    const fingers = between(event.touches);
    pinch ??= { far: fingers.far, scale: scale(view) };
    zoom(view, (pinch.scale * fingers.far) / pinch.far, fingers);
  },
  { passive: false },
);
document.addEventListener("touchend", () => (pinch = null));

let held = null;
document.addEventListener("pointerdown", (event) => {
  const stage = event.target.closest?.(".stage.zoomed");
  if (stage && event.pointerType === "mouse" && event.button === 0) held = { stage, x: event.clientX, y: event.clientY };
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

/** What is not looked at closely fits, whatever the window's size. */
function fit() {
  for (const viewer of document.querySelectorAll(".viewer:not(:has(.zoomed))")) zoom(parts(viewer), 0);
}
addEventListener("resize", fit);
document.addEventListener("htmx:after:swap", fit);
fit();
