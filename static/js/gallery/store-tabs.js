// While another store's page is on its way, nothing can be written in cards that are about to be that store's.
// In a script, since htmx's own hx-disable would only switch fields off, and their text would not be saved on leaving.

/** @param {CustomEvent<{ ctx: import("htmx.org").HtmxRequestCtx }>} event */
const ofTab = ({ detail }) => detail.ctx.sourceElement?.matches(".tabs a");

document.addEventListener("htmx:before:request", (event) => {
  if (ofTab(event)) document.getElementById("cards")?.setAttribute("inert", "");
});
document.addEventListener("htmx:finally:request", (event) => {
  if (ofTab(event)) document.getElementById("cards")?.removeAttribute("inert");
});
