// Uploads: a queue of files and addresses. Several are sent at once; they are added to the gallery in their order.
import { byId } from "../shell/dom.js";
import { _ } from "../shell/messages.js";
import { post } from "./adding.js";
import { destination } from "./form.js";
import { addRow, ask, clear, moveToEnd, onAction, show, showTotals } from "./rows.js";
import { send } from "./sending.js";

/** @typedef {import("./types.js").Upload} Upload */

const AT_ONCE = 3;
const CLOSES_AFTER = 2500; // milliseconds
const HOPELESS = [409, 413, 422]; // statuses with which the same file would be refused again

/** @type {Upload[]} in the order chosen */
const queue = [];
let adding = false;

/** @param {import("./types.js").State[]} states */
const those = (...states) => queue.filter((upload) => states.includes(upload.state));
const busy = () => those("waiting", "sending", "ready", "adding");

/** @param {Iterable<File | string>} sources files, or addresses of some */
export function enqueue(sources) {
  const { files, addresses, add } = destination();
  for (const source of sources) {
    const what =
      typeof source === "string"
        ? { url: source, name: nameIn(source), to: addresses }
        : { file: source, name: source.name, to: files };
    /** @type {Omit<Upload, "row">} */
    const upload = { ...what, state: "waiting", add };
    const queued = Object.assign(upload, { row: addRow(upload) });
    onAction(queued.row, (action) => ACTIONS[action]?.(queued));
    queue.push(queued);
  }
  pump();
}

/** @param {string} url */
const nameIn = (url) => url.split(/[?#]/)[0].split("/").filter(Boolean).pop() ?? url;

function pump() {
  const free = Math.max(0, AT_ONCE - those("sending").length);
  for (const upload of those("waiting").slice(0, free)) send(upload, { received, failed });
  add();
  showState();
}

/**
 * @param {XMLHttpRequest} request
 * @returns {Partial<import("./types.js").Received>} nothing, if a proxy's own error page came instead
 */
function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

/**
 * @param {Upload} upload
 * @param {XMLHttpRequest} request
 */
function received(upload, request) {
  const { status } = request;
  const { taken, content, here = null, elsewhere = [], detail } = answerOf(request);
  if (status !== 200 || !taken || content === undefined) {
    upload.hopeless = Boolean(upload.file) && HOPELESS.includes(status);
    failed(upload, detail ?? _("The server answered %(status)s. Retry in a minute.", { status }));
    return;
  }
  const twin = those("ready", "adding", "asking").find((other) => other.content === content);
  Object.assign(upload, { taken, content });
  if (here || elsewhere.length || twin) ask(upload, { taken, content, here, elsewhere }, twin);
  else show(upload, "ready", _("Waiting for its turn"), 100);
  pump();
}

/**
 * @param {Upload} upload
 * @param {string} message
 */
function failed(upload, message) {
  show(upload, "failed", message);
  pump();
}

/** @param {Upload} upload */
function cancel(upload) {
  if (upload.state === "adding") return;
  upload.request?.abort();
  queue.splice(queue.indexOf(upload), 1);
  upload.row.remove();
  pump();
}

/** @type {Record<string, (upload: Upload) => void>} by the buttons of a row */
const ACTIONS = {
  cancel,
  retry(upload) {
    queue.push(...queue.splice(queue.indexOf(upload), 1));
    moveToEnd(upload);
    show(upload, "waiting", "");
    pump();
  },
  skip(upload) {
    show(upload, "skipped", _("Skipped"));
    pump();
  },
  anyway(upload) {
    show(upload, "ready", _("Waiting for its turn"), 100);
    pump();
  },
};

/** The files that can be added next: all that are ready, up to the first one that is still on its way. */
function nextBatch() {
  const first = queue.findIndex(({ state }) => state === "waiting" || state === "sending");
  const settled = first < 0 ? queue : queue.slice(0, first);
  const ready = settled.filter(({ state }) => state === "ready");
  return ready.filter(({ add }) => add === ready[0].add);
}

async function add() {
  const batch = adding ? [] : nextBatch();
  if (!batch.length) return;
  adding = true;
  for (const upload of batch) show(upload, "adding", _("Adding"), 100);
  const worked = await post(batch);
  for (const upload of batch) {
    if (worked) show(upload, "added", _("Added"), 100);
    else show(upload, "failed", _("It could not be added to the gallery. Retry."));
  }
  adding = false;
  pump();
}

function showState() {
  const [failed, asking, added] = [those("failed").length, those("asking").length, those("added").length];
  showTotals({ all: queue.length, busy: busy().length, asking, added, failed });
  if (!failed) setTimeout(() => busy().length || those("asking", "failed").length || close(), CLOSES_AFTER);
}

function close() {
  queue.length = 0;
  clear();
}

if (byId("uploads", HTMLElement)) {
  byId("uploads-close", HTMLElement)?.addEventListener("click", close);
  byId("uploads-cancel", HTMLElement)?.addEventListener("click", () => {
    for (const upload of those("waiting", "sending", "ready")) cancel(upload);
  });
  addEventListener("beforeunload", (event) => {
    if (busy().length || those("asking").length) event.preventDefault();
  });
}
