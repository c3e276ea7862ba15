// What was sent becomes images: the last step of an upload, for several of them in one request.
import { form } from "./form.js";

/** Whether it worked. The answer is the gallery of the store they were picked for: shown if that is still looked at. */
export async function post(uploads) {
  let worked = false;
  const note = ({ detail }) => {
    if (detail.ctx.request.action === uploads[0].add) worked = detail.ctx.response?.status === 200;
  };
  document.addEventListener("htmx:after:request", note);
  try {
    const values = { taken: uploads.map(({ taken }) => taken).join(",") };
    // As its own source, or it would wait in one line with what the page asks for meanwhile.
    const source = document.getElementById("uploads");
    const swap = form().getAttribute("action") === uploads[0].add ? "outerMorph" : "none";
    await htmx.ajax("POST", uploads[0].add, { source, target: "#gallery", swap, values });
  } finally {
    document.removeEventListener("htmx:after:request", note);
  }
  return worked;
}
