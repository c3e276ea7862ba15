// Of many tabs, the current one is in sight. Only the row of tabs moves for it, not the page.
function showCurrent() {
  for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
    const row = tab.parentElement;
    if (!row) continue;
    const at = tab.getBoundingClientRect();
    row.scrollLeft += at.left + at.width / 2 - row.getBoundingClientRect().left - row.clientWidth / 2;
  }
}
document.addEventListener("htmx:after:swap", showCurrent);
showCurrent();
