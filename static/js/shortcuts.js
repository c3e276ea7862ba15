// Keys that work everywhere: / searches, ? lists the keys. Single keys can be switched off, as WCAG 2.1.4 wants it.
const OFF = "packshot-shortcuts-off";
const typing = (event) => event.target.closest?.("input, textarea, select, [contenteditable]");
const off = () => localStorage.getItem(OFF) === "yes";

export function single(event, key) {
  return event.key === key && !typing(event) && !event.ctrlKey && !event.metaKey && !event.altKey && !off();
}

document.addEventListener("keydown", (event) => {
  if (single(event, "/")) {
    event.preventDefault();
    document.getElementById("find")?.select();
  } else if (single(event, "?")) {
    event.preventDefault();
    document.getElementById("shortcuts")?.showModal();
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('[data-toggles="shortcuts-off"]');
  if (!button) return;
  localStorage.setItem(OFF, off() ? "no" : "yes");
  show();
});

function show() {
  document.querySelector('[data-toggles="shortcuts-off"]')?.setAttribute("aria-pressed", String(off()));
}
show();
