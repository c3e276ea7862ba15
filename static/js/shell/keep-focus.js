// Keyboard focus stays where it was over a swap, or goes to the next card when its own is gone.

/** @type {{ id: string, card: string, near: string | undefined } | null} */
let last = null;

document.addEventListener("htmx:before:swap", () => {
  const card = document.activeElement?.closest(".card");
  if (!card) return;
  const near = card.nextElementSibling ?? card.previousElementSibling;
  last = { id: document.activeElement?.id ?? "", card: card.id, near: near?.id };
});

document.addEventListener("htmx:after:swap", () => {
  if (!last || (document.activeElement && document.activeElement !== document.body)) return;
  const ids = [last.id, last.card, last.near];
  const place = ids.map((id) => (id ? document.getElementById(id) : null)).find(Boolean);
  place?.focus({ preventScroll: document.getElementById(last.card) === null });
  last = null;
});
