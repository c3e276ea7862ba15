// Labels are edited in place: Enter or leaving saves, Escape restores, Tab goes to the next label.
const one = (text) => text.trim().replace(/\s+/g, " ");

function save(field) {
  const value = one(field.value);
  if (value === one(field.defaultValue) || value === field.dataset.sent) return;
  field.dataset.sent = value;
  field.form.requestSubmit([...field.form.elements].find((button) => button.value === "label"));
}

function neighbour(field, step) {
  const all = [...document.querySelectorAll("#cards .label")];
  return all[all.indexOf(field) + step];
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.(".label") || event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    save(field);
  } else if (event.key === "Escape") {
    field.value = field.defaultValue;
    event.preventDefault();
  } else if (event.key === "Tab" && !event.shiftKey) {
    const next = neighbour(field, 1);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  }
});

document.addEventListener("focusout", (event) => event.target.matches?.(".label") && save(event.target));

document.addEventListener("htmx:finally:request", (event) => {
  for (const field of event.target.elements ?? []) delete field.dataset.sent;
});
