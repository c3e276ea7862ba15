// Menus close when another opens, on a click beside them, and by Escape.
import { findAll, matching } from "./dom.js";

const openMenus = () => findAll("details.menu[open]", HTMLDetailsElement);

document.addEventListener(
  "toggle",
  (event) => {
    const opened = matching(event.target, "details.menu[open]", HTMLDetailsElement);
    if (!opened) return;
    for (const menu of openMenus()) if (menu !== opened) menu.open = false;
  },
  true,
);

// Not before the finger is up: a page that gets shorter with the menu would slip away under it.
document.addEventListener("pointerup", ({ target }) => {
  for (const menu of openMenus()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
  }
});
