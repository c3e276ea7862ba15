// While another store's page is on its way, nothing can be written in cards that are about to be that store's.
const switches = ({ sourceElement }) => sourceElement?.matches?.(".tabs a");

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (switches(ctx)) document.getElementById("cards")?.setAttribute("inert", "");
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (switches(ctx)) document.getElementById("cards")?.removeAttribute("inert");
});
