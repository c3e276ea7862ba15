// What is seen of the queue of uploads: a row for each file, a title over them, and what is said at the end.
import { _ } from "../shell/messages.js";

const panel = document.getElementById("uploads");
const list = document.getElementById("uploads-list");
const part = (row, name) => row.querySelector(`[data-upload="${name}"]`);

export function addRow(upload, acts) {
  const row = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
  upload.row = row;
  row.querySelector(".upload-name").textContent = upload.name;
  row.title = upload.url ?? upload.name;
  const picture = row.querySelector("img");
  picture.onerror = () => picture.remove();
  if (upload.file) {
    picture.src = URL.createObjectURL(upload.file);
    picture.onload = () => URL.revokeObjectURL(picture.src);
  } else picture.remove();
  row.addEventListener("click", ({ target }) => acts[target.closest("[data-upload]")?.dataset.upload]?.(upload));
  list.append(row);
  panel.hidden = false;
}

/** `share` in per cent; null where nobody can say. */
export function show(upload, state, words, share = 0) {
  const { row } = upload;
  upload.state = state;
  for (const name of ["failed", "added", "asking", "skipped"]) row.classList.toggle(name, state === name);
  row.querySelector(".upload-state").textContent = words;
  const bar = row.querySelector("progress");
  if (share === null) bar.removeAttribute("value");
  else bar.value = share;
  part(row, "retry").hidden = state !== "failed" || Boolean(upload.hopeless);
  part(row, "cancel").hidden = ["added", "skipped", "asking"].includes(state);
  row.querySelector(".upload-question").hidden = state !== "asking";
}

/** The same file is there already: where, and whether it is wanted again. */
export function ask(upload, { here, elsewhere, twin }) {
  const words = here
    ? _("Already here as image %(number)s.", { number: here })
    : twin
      ? _("The same file as %(name)s in this list.", { name: twin.name })
      : _("Already used in:");
  show(upload, "asking", words, 100);
  const link = upload.row.querySelector(".upload-question a");
  link.hidden = Boolean(here || twin);
  if (!link.hidden) Object.assign(link, { href: elsewhere[0].url, textContent: elsewhere[0].name });
}

export function last(upload) {
  list.append(upload.row);
}

export function title({ all, busy, asking, added, failed }) {
  const words = busy
    ? _("Uploading %(number)s of %(all)s", { number: all - busy - asking + 1, all })
    : failed
      ? _("%(added)s added, %(failed)s failed", { added, failed })
      : _("%(added)s added", { added });
  document.getElementById("uploads-title").textContent = words;
  document.getElementById("uploads-cancel").hidden = !busy;
  document.getElementById("uploads-close").hidden = Boolean(busy || asking);
  if (all && !busy) document.getElementById("uploads-said").textContent = asking ? `${words}. ${_("A question is open.")}` : words;
}

export function clear() {
  list.replaceChildren();
  panel.hidden = true;
}
