// Changes of others show here: the server sends the newest revision, and an older page fetches its part anew.
// Only while the page is in view, since a browser keeps few connections to one server.
import { find } from "./dom.js";

const part = () => find("[data-events]", HTMLElement);
/** @type {EventSource | null} */
let source = null;
let newest = 0;

const behind = () => newest > Number(part()?.dataset.revision);
const busy = () =>
  document.documentElement.classList.contains("sorting") || document.querySelector(".htmx-request") !== null;

function open() {
  const address = part()?.dataset.events;
  if (source || document.hidden || !address) return;
  source = new EventSource(address);
  source.addEventListener("revision", ({ data }) => {
    newest = Number(data);
    refresh();
  });
}

function close() {
  source?.close();
  source = null;
}

/** Morphing keeps the focus, and what is being typed in the field that has it. Our own changes are here already. */
async function refresh() {
  if (!behind()) return;
  if (busy()) {
    setTimeout(refresh, 200);
    return;
  }
  const { address, target } = part()?.dataset ?? {};
  if (address === undefined) return;
  await htmx.ajax("GET", address, { target: `#${target}`, swap: "outerMorph" });
  document.dispatchEvent(new CustomEvent("packshot:refreshed"));
}

// With the revision that the page shows, the server's answer may leave out what is here already.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const { address, revision } = part()?.dataset ?? {};
  if (address === undefined || revision === undefined) return;
  ctx.shown = address;
  ctx.request.headers["Packshot-Revision"] = revision;
});

// An answer to a page that is no longer shown, such as the same gallery at another store, is not swapped in.
document.addEventListener("htmx:before:swap", (event) => {
  const { shown, push } = event.detail.ctx;
  if (shown && !push && shown !== part()?.dataset.address) event.preventDefault();
});

document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
open();
