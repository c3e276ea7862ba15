// Whoever works by keyboard stays where they were over a swap, or on the next card when theirs is gone.
let last = null;

document.addEventListener("htmx:before:swap", () => {
  const card = document.activeElement?.closest?.(".card");
  if (!card) return;
  const near = card.nextElementSibling ?? card.previousElementSibling;
  last = { id: document.activeElement.id, card: card.id, near: near?.id };
});

document.addEventListener("htmx:after:swap", () => {
  if (!last || (document.activeElement && document.activeElement !== document.body)) return;
  const place = [last.id, last.card, last.near].map((id) => id && document.getElementById(id)).find(Boolean);
  place?.focus({ preventScroll: document.getElementById(last.card) === null });
  last = null;
});

// Of many stores, the one that is looked at is in sight. Only the row of tabs moves for it, not the page.
function showTab() {
  for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
    const [row, at] = [tab.parentElement, tab.getBoundingClientRect()];
    row.scrollLeft += at.left + at.width / 2 - row.getBoundingClientRect().left - row.clientWidth / 2;
  }
}
document.addEventListener("htmx:after:swap", showTab);
showTab();
