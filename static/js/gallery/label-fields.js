// Labels are edited in place: Enter or leaving saves, Escape restores, Tab goes to the next label. A label is sent with
// the text that its editing began on, so that nobody's change is overwritten unseen.
import { closest, find, findAll, matching } from "../shell/dom.js";

/** @typedef {HTMLTextAreaElement} Field */
/** @typedef {string} Action where a label is sent: an image and a store, since a field may be another store's soon */

/** @type {Map<Action, { value: string, was: string }>} labels that are not saved yet, and the text each began on */
const unsaved = new Map();
/** @type {Map<Action, string>} labels that are on their way */
const sending = new Map();
/** @type {{ action: Action, was: string } | null} the label that is being edited, and its text when that began */
let editing = null;

/** @param {string} text */
const normalized = (text) => text.trim().replace(/\s+/g, " ");
const fields = () => findAll("#cards .label", HTMLTextAreaElement);
/** @param {EventTarget | null} target */
const labelField = (target) => matching(target, ".label", HTMLTextAreaElement);
/** @param {Field} field */
const actionOf = (field) => field.form?.getAttribute("action") ?? "";
/** @param {Action | undefined} action */
const fieldOf = (action) => fields().find((field) => actionOf(field) === action);

/** @param {Field} field */
function textBefore(field) {
  const action = actionOf(field);
  return unsaved.get(action)?.was ?? (editing?.action === action ? editing.was : field.defaultValue);
}

/** @param {Field} field */
function begin(field) {
  const action = actionOf(field);
  editing = { action, was: unsaved.get(action)?.was ?? field.defaultValue };
}

/** @param {Field} field */
function save(field) {
  const action = actionOf(field);
  if (!unsaved.has(action) && normalized(field.value) === normalized(textBefore(field))) return;
  unsaved.set(action, { value: field.value, was: textBefore(field) });
  if (sending.has(action)) return; // one after the other
  sending.set(action, field.value);
  const buttons = [...(field.form?.elements ?? [])];
  const button = buttons.find((one) => one instanceof HTMLButtonElement && one.value === "label");
  field.form?.requestSubmit(button instanceof HTMLElement ? button : null);
}

/** @param {Field} field */
function restore(field) {
  unsaved.delete(actionOf(field));
  if (field.value !== field.defaultValue) field.value = field.defaultValue;
  if (editing?.action === actionOf(field)) begin(field);
}

/**
 * @param {Field} field
 * @returns {boolean} whether there is a next label
 */
function goToNext(field) {
  const all = fields();
  const next = all[all.indexOf(field) + 1];
  next?.focus();
  next?.select();
  return next !== undefined;
}

document.addEventListener("keydown", (event) => {
  const field = labelField(event.target);
  if (!field || event.isComposing) return;
  if (event.key === "Enter") save(field);
  else if (event.key === "Escape") restore(field);
  else if (event.key !== "Tab" || event.shiftKey || !goToNext(field)) return;
  event.preventDefault();
});

document.addEventListener("focusin", ({ target }) => {
  const field = labelField(target);
  if (field) begin(field);
});
document.addEventListener("focusout", ({ target }) => {
  const field = labelField(target);
  if (field) save(field);
});

document.addEventListener("htmx:config:request", ({ target, detail: { ctx } }) => {
  if (!(target instanceof Element) || !/^f\d+$/.test(target.id)) return;
  const action = target.getAttribute("action") ?? "";
  const { body } = ctx.request;
  ctx.labelAction = action;
  const label = unsaved.get(action);
  if (label && body instanceof FormData && body.get("do") === "label") body.set("was", label.was);
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const { labelAction: action = "", response } = ctx;
  const sent = sending.get(action);
  const saved = response?.status === 200;
  if (sent === undefined || !(saved || response?.status === 409)) return;
  const label = unsaved.get(action);
  if (saved && editing?.action === action) editing.was = sent;
  if (label?.value === sent) unsaved.delete(action);
  else if (saved && label) label.was = sent;
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const { labelAction: action = "" } = ctx;
  const sent = sending.get(action);
  if (sent === undefined) return;
  sending.delete(action);
  const field = fieldOf(action);
  const label = unsaved.get(action);
  if (field && label && label.value !== sent) save(field);
});

// Of two versions both stay in sight until somebody chooses, whatever else comes in meanwhile.
function keepConflicts() {
  for (const box of findAll(".conflict:not([data-chosen])", HTMLFormElement)) {
    const field = find(".label", HTMLTextAreaElement, box.closest(".card") ?? box);
    const mine = find('[name="label"]', HTMLTextAreaElement, box);
    if (field && !unsaved.has(actionOf(field)) && field.value === mine?.defaultValue) restore(field);
    box.closest(".about")?.setAttribute("hx-morph-skip", "");
  }
}

document.addEventListener("click", ({ target }) => {
  const box = closest(closest(target, ".conflict button", Element), ".conflict", HTMLElement);
  if (!box) return;
  box.dataset.chosen = ""; // or a swap that is under way would keep it
  box.closest(".about")?.removeAttribute("hx-morph-skip");
});
document.addEventListener("htmx:error", () => {
  for (const box of findAll(".conflict", HTMLElement)) delete box.dataset.chosen;
  keepConflicts();
});
document.addEventListener("htmx:after:swap", () => {
  for (const [action, { value }] of unsaved) {
    const field = fieldOf(action);
    if (field && field !== document.activeElement) field.value = value;
  }
  keepConflicts();
});

document.addEventListener("packshot:refreshed", () => {
  const field = labelField(document.activeElement);
  if (!field || normalized(field.value) !== normalized(textBefore(field))) return;
  const { selectionStart, selectionEnd } = field;
  restore(field);
  field.setSelectionRange(selectionStart, selectionEnd);
});
