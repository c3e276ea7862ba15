// Labels are edited in place: Enter or leaving saves, Escape restores, Tab goes to the next label. What is typed travels
// with the text that it was begun on, so that nobody's change is written over without being seen.
const one = (text) => text.trim().replace(/\s+/g, " ");
const unsaved = new Map(); // by where a label is sent: what was typed and is not kept yet, and what it was begun on
const sending = new Map(); // by where a label is sent: what is on its way
let begun = null; // the label that is being written in, and what it said when that began

const isLabel = (element) => element?.matches?.(".label");
const where = (field) => field.form.getAttribute("action"); // image and store: the same field may be another store's soon
const fieldOf = (place) => [...document.querySelectorAll("#cards .label")].find((field) => where(field) === place);
const was = (field) => unsaved.get(where(field))?.was ?? (begun?.place === where(field) ? begun.was : field.defaultValue);
const begin = (field) => {
  begun = { place: where(field), was: unsaved.get(where(field))?.was ?? field.defaultValue };
};

function save(field) {
  const place = where(field);
  if (!unsaved.has(place) && one(field.value) === one(was(field))) return;
  unsaved.set(place, { value: field.value, was: was(field) });
  if (sending.has(place)) return; // one after the other
  sending.set(place, field.value);
  field.form.requestSubmit([...field.form.elements].find((button) => button.value === "label"));
}

function restore(field) {
  unsaved.delete(where(field));
  if (field.value !== field.defaultValue) field.value = field.defaultValue;
  if (begun?.place === where(field)) begin(field);
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

document.addEventListener("htmx:config:request", ({ target, detail: { ctx } }) => {
  if (!/^f\d+$/.test(target.id)) return;
  ctx.place = target.getAttribute("action");
  const kept = unsaved.get(ctx.place);
  if (kept && ctx.request.body?.get?.("do") === "label") ctx.request.body.set("was", kept.was);
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const [place, status] = [ctx.place, ctx.response?.status];
  if (!sending.has(place) || ![200, 409].includes(status)) return;
  const sent = sending.get(place);
  if (status === 200 && begun?.place === place) begun.was = sent;
  if (unsaved.get(place)?.value === sent) unsaved.delete(place);
  else if (status === 200 && unsaved.has(place)) unsaved.get(place).was = sent;
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (!sending.has(ctx.place)) return;
  const sent = sending.get(ctx.place);
  sending.delete(ctx.place);
  const field = fieldOf(ctx.place);
  if (field && unsaved.has(ctx.place) && unsaved.get(ctx.place).value !== sent) save(field);
});

// Of two versions both stay in sight until somebody chooses, whatever else comes in meanwhile.
function hold() {
  for (const box of document.querySelectorAll(".conflict:not([data-chosen])")) {
    const field = box.closest(".card").querySelector(".label");
    if (!unsaved.has(where(field)) && field.value === box.elements.label.defaultValue) restore(field);
    box.closest(".about").setAttribute("hx-morph-skip", "");
  }
}

document.addEventListener("click", ({ target }) => {
  const box = target.closest?.(".conflict button")?.closest(".conflict");
  if (!box) return;
  box.dataset.chosen = ""; // or a swap that is under way would hold it again
  box.closest(".about").removeAttribute("hx-morph-skip");
});
document.addEventListener("htmx:error", () => {
  for (const box of document.querySelectorAll(".conflict")) delete box.dataset.chosen;
  hold();
});
document.addEventListener("htmx:after:swap", () => {
  for (const [place, { value }] of unsaved) {
    const field = fieldOf(place);
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
