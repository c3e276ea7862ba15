// What others change shows here: the server says which revision there is, and an older page fetches its part anew.
// Only while the page is looked at, since a browser keeps few connections to one server.
const part = () => document.querySelector("[data-live]");
let source = null;
let newest = 0;

const behind = () => newest > Number(part()?.dataset.revision);
const busy = () => document.documentElement.classList.contains("sorting") || document.querySelector(".htmx-request");

function open() {
  if (source || document.hidden || !part()) return;
  source = new EventSource(part().dataset.live);
  source.addEventListener("revision", ({ data }) => heard(Number(data)));
}

function close() {
  source?.close();
  source = null;
}

function heard(revision) {
  newest = revision;
  refresh();
}

/** Morphing keeps the focus, and what is being typed in the field that has it. What we changed ourselves is here already. */
async function refresh() {
  if (!behind()) return;
  if (busy()) return setTimeout(refresh, 200);
  const { self, target } = part().dataset;
  await htmx.ajax("GET", self, { target: `#${target}`, swap: "outerMorph" });
  document.dispatchEvent(new CustomEvent("packshot:refreshed"));
}

// An answer may then leave out what this page shows already.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (!part()) return;
  ctx.shown = part().dataset.self;
  ctx.request.headers["Packshot-Revision"] = part().dataset.revision;
});

// What comes for a page that another has taken the place of, the same gallery at another store, is not shown.
document.addEventListener("htmx:before:swap", (event) => {
  const { shown, push } = event.detail.ctx;
  if (shown && !push && shown !== part()?.dataset.self) event.preventDefault();
});

document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
open();
