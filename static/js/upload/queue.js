// Uploads: a queue of files and addresses. Several travel at once; they are added to the gallery in the order picked.
import { post } from "./adding.js";
import { form } from "./form.js";
import { addRow, ask, clear, last, show, title } from "./rows.js";
import { send } from "./sending.js";
import { _ } from "../shell/messages.js";

const LANES = 3;
const queue = []; // in the order picked
let adding = false;

const is = (...states) => queue.filter((upload) => states.includes(upload.state));
const busy = () => is("waiting", "sending", "ready", "adding");

/** Each a file, or the address of one. */
export function enqueue(sources) {
  const { files, addresses } = form().dataset;
  for (const source of sources) {
    const upload = typeof source === "string" ? { url: source, name: nameIn(source) } : { file: source, name: source.name };
    Object.assign(upload, { state: "waiting", to: upload.file ? files : addresses, add: form().getAttribute("action") });
    queue.push(upload);
    addRow(upload, { cancel, retry, skip, anyway });
  }
  pump();
}

const nameIn = (url) => url.split(/[?#]/)[0].split("/").filter(Boolean).pop() ?? url;

function pump() {
  for (const upload of is("waiting").slice(0, Math.max(0, LANES - is("sending").length))) send(upload, { landed, fail });
  add();
  tell();
}

function landed(upload, request) {
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // an answer of something between us and the server, such as a proxy's own error page
  }
  if (request.status !== 200 || !answer.taken) {
    upload.hopeless = upload.file && [409, 413, 422].includes(request.status); // the same file would be refused again
    return fail(upload, answer.error ?? _("The server answered %(status)s. Retry in a minute.", { status: request.status }));
  }
  const twin = is("ready", "adding", "asking").find(({ content }) => content === answer.content);
  Object.assign(upload, { taken: answer.taken, content: answer.content });
  if (answer.here || answer.elsewhere.length || twin) ask(upload, { ...answer, twin });
  else show(upload, "ready", _("Waiting for its turn"), 100);
  pump();
}

function fail(upload, words) {
  show(upload, "failed", words);
  pump();
}

function cancel(upload) {
  if (upload.state === "adding") return;
  upload.request?.abort();
  queue.splice(queue.indexOf(upload), 1);
  upload.row.remove();
  pump();
}

function retry(upload) {
  queue.push(...queue.splice(queue.indexOf(upload), 1));
  last(upload);
  show(upload, "waiting", "");
  pump();
}

function skip(upload) {
  show(upload, "skipped", _("Skipped"));
  pump();
}

function anyway(upload) {
  show(upload, "ready", _("Waiting for its turn"), 100);
  pump();
}

/** Adds the files that are ready, up to the first one that is still on its way. */
async function add() {
  if (adding) return;
  const first = queue.findIndex(({ state }) => state === "waiting" || state === "sending");
  const settled = first < 0 ? queue : queue.slice(0, first);
  const batch = settled.filter(({ state }) => state === "ready");
  const together = batch.filter(({ add }) => add === batch[0].add);
  if (!together.length) return;
  adding = true;
  for (const upload of together) show(upload, "adding", _("Adding"), 100);
  const worked = await post(together);
  for (const upload of together) {
    if (worked) show(upload, "added", _("Added"), 100);
    else show(upload, "failed", _("It could not be added to the gallery. Retry."));
  }
  adding = false;
  pump();
}

function tell() {
  const [failed, asking] = [is("failed").length, is("asking").length];
  title({ all: queue.length, busy: busy().length, asking, added: is("added").length, failed });
  if (!failed) setTimeout(() => busy().length || is("asking", "failed").length || close(), 2500);
}

function close() {
  queue.length = 0;
  clear();
}

if (document.getElementById("uploads")) {
  document.getElementById("uploads-close").addEventListener("click", close);
  document.getElementById("uploads-cancel").addEventListener("click", () => is("waiting", "sending", "ready").forEach(cancel));
  addEventListener("beforeunload", (event) => {
    if (busy().length || is("asking").length) event.preventDefault();
  });
}
