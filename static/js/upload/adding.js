// The last step of an upload: received files become images, several of them in one request.
import { destination } from "./form.js";

/** @typedef {import("./types.js").Upload} Upload */

/**
 * The answer is the gallery of the store that they were chosen for: shown if that is still the one on the page.
 *
 * @param {Upload[]} uploads at least one, all for the same gallery and store
 * @returns {Promise<boolean>} whether it worked
 */
export async function post(uploads) {
  const { add } = uploads[0];
  let worked = false;
  /** @param {CustomEvent<{ ctx: import("htmx.org").HtmxRequestCtx }>} event */
  const note = ({ detail: { ctx } }) => {
    if (ctx.request.action === add) worked = ctx.response?.status === 200;
  };
  document.addEventListener("htmx:after:request", note);
  try {
    const values = { taken: uploads.map(({ taken }) => taken).join(",") };
    // As its own source, or it would wait in one line with what the page asks for meanwhile.
    const source = "#uploads";
    const swap = destination().add === add ? "outerMorph" : "none";
    await htmx.ajax("POST", add, { source, target: "#gallery", swap, values });
  } finally {
    document.removeEventListener("htmx:after:request", note);
  }
  return worked;
}
