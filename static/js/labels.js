// Labels are edited in place: Enter or leaving saves, Escape restores, Tab goes to the next label. What is typed travels
// with the text that it was begun on, so that nobody's change is written over without being seen.
const one = (text) => text.trim().replace(/\s+/g, " ");
const unsaved = new Map(); // by a label's id: what was typed and is not kept yet, and what it was begun on
const sending = new Map(); // by a label's id: what is on its way
let begun = null; // the label that is being written in, and what it said when that began

const labelOf = (form) => /^f\d+$/.test(form?.id) ? document.getElementById(form.id.replace("f", "label-")) : null;
const isLabel = (element) => element?.matches?.(".label");
const was = (field) => unsaved.get(field.id)?.was ?? (begun?.id === field.id ? begun.was : field.defaultValue);
const begin = (field) => (begun = { id: field.id, was: unsaved.get(field.id)?.was ?? field.defaultValue });

function save(field) {
  if (!unsaved.has(field.id) && one(field.value) === one(was(field))) return;
  unsaved.set(field.id, { value: field.value, was: was(field) });
  if (sending.has(field.id)) return; // one after the other
  sending.set(field.id, field.value);
  field.form.requestSubmit([...field.form.elements].find((button) => button.value === "label"));
}

function restore(field) {
  unsaved.delete(field.id);
  if (field.value !== field.defaultValue) field.value = field.defaultValue;
  if (begun?.id === field.id) begin(field);
}

function neighbour(field, step) {
  const all = [...document.querySelectorAll("#cards .label")];
  return all[all.indexOf(field) + step];
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!isLabel(field) || event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    save(field);
  } else if (event.key === "Escape") {
    restore(field);
    event.preventDefault();
  } else if (event.key === "Tab" && !event.shiftKey) {
    const next = neighbour(field, 1);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  }
});

document.addEventListener("focusin", ({ target }) => isLabel(target) && begin(target));
document.addEventListener("focusout", ({ target }) => isLabel(target) && save(target));

document.addEventListener("htmx:config:request", ({ target, detail }) => {
  const kept = unsaved.get(labelOf(target)?.id);
  if (kept && detail.ctx.request.body?.get?.("do") === "label") detail.ctx.request.body.set("was", kept.was);
});

document.addEventListener("htmx:after:request", ({ target, detail }) => {
  const [field, status] = [labelOf(target), detail.ctx.response?.status];
  if (!sending.has(field?.id) || ![200, 409].includes(status)) return;
  const sent = sending.get(field.id);
  if (status === 200 && begun?.id === field.id) begun.was = sent;
  if (unsaved.get(field.id)?.value === sent) unsaved.delete(field.id);
  else if (status === 200 && unsaved.has(field.id)) unsaved.get(field.id).was = sent;
});

document.addEventListener("htmx:finally:request", ({ target }) => {
  const field = labelOf(target);
  if (!sending.has(field?.id)) return;
  const sent = sending.get(field.id);
  sending.delete(field.id);
  if (unsaved.has(field.id) && unsaved.get(field.id).value !== sent) save(field);
});

// Of two versions both stay in sight until somebody chooses, whatever else comes in meanwhile.
function hold() {
  for (const box of document.querySelectorAll(".conflict")) {
    const field = box.closest(".card").querySelector(".label");
    if (!unsaved.has(field.id) && field.value === box.elements.label.defaultValue) restore(field);
    box.closest(".about").setAttribute("hx-morph-skip", "");
  }
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.(".conflict button")) target.closest(".about").removeAttribute("hx-morph-skip");
});
document.addEventListener("htmx:error", hold);
document.addEventListener("htmx:after:swap", () => {
  for (const [id, { value }] of unsaved) {
    const field = document.getElementById(id);
    if (field && field !== document.activeElement) field.value = value;
  }
  hold();
});

document.addEventListener("packshot:refreshed", () => {
  const field = document.activeElement;
  if (!isLabel(field) || one(field.value) !== one(was(field))) return;
  const [start, end] = [field.selectionStart, field.selectionEnd];
  restore(field);
  field.setSelectionRange(start, end);
});
