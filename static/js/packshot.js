// The admin's behaviour beyond htmx. Every module listens on the document, so swapped parts need no wiring.
import "./toasts.js";
import "./labels.js";
import "./menus.js";
import "./sorting.js";
import "./uploads.js";
import "./focus.js";
import "./placeholder.js";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("find")?.select();
  }
});

// A picture that cannot be shown yet tries once more a little later.
document.addEventListener(
  "error",
  (event) => {
    const picture = event.target;
    if (!(picture instanceof HTMLImageElement) || !picture.closest("picture") || picture.dataset.again) return;
    picture.dataset.again = "yes";
    setTimeout(() => (picture.src = picture.src), 2000);
  },
  true,
);
