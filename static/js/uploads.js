// Uploads: a queue with a bar for each file. Several files travel at once; they are added in the order picked.
import { trouble } from "./toasts.js";

const LANES = 3;
const panel = document.getElementById("uploads");
const list = document.getElementById("uploads-list");
const overlay = document.getElementById("drop-here");
const queue = []; // in the order picked
let adding = false;

const form = () => document.getElementById("upload");
const csrf = () => form().querySelector('[name="_csrf_token"]').value;
const is = (...states) => queue.filter((upload) => states.includes(upload.state));

export function enqueue(files) {
  for (const file of files) queue.push(row({ file, state: "waiting", to: form().dataset.files, add: form().action }));
  if (queue.length) panel.hidden = false;
  pump();
}

function row(upload) {
  const element = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
  upload.row = element;
  element.querySelector(".upload-name").textContent = element.title = upload.file.name;
  const picture = element.querySelector("img");
  picture.src = URL.createObjectURL(upload.file);
  picture.onload = () => URL.revokeObjectURL(picture.src);
  picture.onerror = () => picture.remove();
  element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-upload]");
    if (button?.dataset.upload === "cancel") cancel(upload);
    if (button?.dataset.upload === "retry") retry(upload);
  });
  list.append(element);
  return upload;
}

function show(upload, state, words, share = 0) {
  upload.state = state;
  upload.row.classList.toggle("failed", state === "failed");
  upload.row.classList.toggle("added", state === "added");
  upload.row.querySelector(".upload-state").textContent = words;
  upload.row.querySelector("progress").value = share;
  upload.row.querySelector('[data-upload="retry"]').hidden = state !== "failed" || upload.hopeless;
  upload.row.querySelector('[data-upload="cancel"]').hidden = state === "added";
}

function pump() {
  for (const upload of is("waiting").slice(0, Math.max(0, LANES - is("sending").length))) start(upload);
  add();
  tell();
}

function start(upload) {
  const limit = Number(form().dataset.maxBytes);
  if (upload.file.size > limit) {
    upload.hopeless = true;
    return show(upload, "failed", `Larger than ${limit / 2 ** 20} MB. Export it smaller or compress it more.`);
  }
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("files", upload.file);
  upload.request = request;
  show(upload, "sending", "Uploading");
  request.upload.onprogress = ({ loaded, total }) =>
    show(upload, "sending", loaded < total ? `${Math.floor((100 * loaded) / total)} %` : "Checking", (100 * loaded) / total);
  request.onload = () => landed(upload, request);
  request.onerror = () => fail(upload, "The connection broke. Retry when you are online again.");
  request.open("POST", upload.to);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("x-csrftoken", csrf());
  request.send(body);
}

function landed(upload, request) {
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // an answer of something between us and the server, such as a proxy's own error page
  }
  if (request.status !== 200 || !answer.taken) {
    upload.hopeless = [409, 413, 422].includes(request.status); // the same file would be refused again
    return fail(upload, answer.error ?? `The server answered ${request.status}. Retry in a minute.`);
  }
  upload.taken = answer.taken;
  show(upload, "ready", "Waiting for its turn", 100);
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
  list.append(upload.row);
  show(upload, "waiting", "");
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
  for (const upload of together) show(upload, "adding", "Adding", 100);
  const worked = await post(together);
  for (const upload of together) {
    if (worked) show(upload, "added", "Added", 100);
    else show(upload, "failed", "It could not be added to the gallery. Retry.");
  }
  adding = false;
  pump();
}

async function post(uploads) {
  let worked = false;
  const note = ({ detail }) => {
    if (detail.ctx.request.action === uploads[0].add) worked = detail.ctx.response?.status === 200;
  };
  document.addEventListener("htmx:after:request", note);
  try {
    const values = { taken: uploads.map(({ taken }) => taken).join(",") };
    await htmx.ajax("POST", uploads[0].add, { target: "#gallery", swap: "outerMorph", values });
  } finally {
    document.removeEventListener("htmx:after:request", note);
  }
  return worked;
}

function tell() {
  const [busy, added, failed] = [is("waiting", "sending", "ready", "adding"), is("added"), is("failed")];
  const title = busy.length
    ? `Uploading ${queue.length - busy.length + 1} of ${queue.length}`
    : `${added.length} added${failed.length ? `, ${failed.length} failed` : ""}`;
  document.getElementById("uploads-title").textContent = title;
  document.getElementById("uploads-cancel").hidden = !busy.length;
  document.getElementById("uploads-close").hidden = Boolean(busy.length);
  if (busy.length) return;
  if (queue.length) document.getElementById("uploads-said").textContent = title;
  if (!failed.length) setTimeout(() => is("waiting", "sending", "ready", "adding", "failed").length || close(), 2500);
}

function close() {
  queue.length = 0;
  list.replaceChildren();
  panel.hidden = true;
}

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

if (panel) {
  let depth = 0;
  document.addEventListener("change", (event) => {
    if (event.target.id !== "files") return;
    enqueue(event.target.files);
    event.target.value = "";
  });
  document.addEventListener("dragenter", (event) => {
    if (carriesFiles(event) && form() && depth++ === 0) overlay.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (carriesFiles(event) && depth && --depth === 0) overlay.hidden = true;
  });
  document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    overlay.hidden = true;
    if (form()) enqueue(event.dataTransfer.files);
    else trouble("This product takes no images.");
  });
  document.getElementById("uploads-close").addEventListener("click", close);
  document.getElementById("uploads-cancel").addEventListener("click", () => {
    for (const upload of is("waiting", "sending", "ready")) cancel(upload);
  });
  addEventListener("beforeunload", (event) => {
    if (is("waiting", "sending", "ready", "adding").length) event.preventDefault();
  });
}
