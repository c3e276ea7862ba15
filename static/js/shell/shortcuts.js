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
    list();
  }
});

/** The keys are fetched when somebody asks for them: few do, and pages are lighter without. */
async function list() {
  const dialog = document.getElementById("shortcuts");
  if (!dialog || dialog.open) return;
  dialog.showModal();
  await htmx.ajax("GET", "/admin/shortcuts", { target: "#shortcuts-list", swap: "innerHTML" });
  show();
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-lists-keys]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    list();
  }
  const button = event.target.closest?.('[data-toggles="shortcuts-off"]');
  if (!button) return;
  localStorage.setItem(OFF, off() ? "no" : "yes");
  show();
});

function show() {
  document.querySelector('[data-toggles="shortcuts-off"]')?.setAttribute("aria-pressed", String(off()));
}
show();
