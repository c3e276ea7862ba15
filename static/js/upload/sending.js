// One file, or one address, on its way to the server. By XMLHttpRequest, since fetch reports no progress.
import { _ } from "../shell/messages.js";
import { csrfToken, destination } from "./form.js";
import { show } from "./rows.js";

/** @typedef {import("./types.js").Upload} Upload */

/**
 * @param {Upload} upload
 * @param {object} then
 * @param {(upload: Upload, request: XMLHttpRequest) => void} then.received
 * @param {(upload: Upload, message: string) => void} then.failed
 */
export function send(upload, { received, failed }) {
  const { maxBytes } = destination();
  if (upload.file && upload.file.size > maxBytes) {
    const limit = maxBytes / 2 ** 20;
    upload.hopeless = true;
    show(upload, "failed", _("Larger than %(limit)s MB. Export it smaller or compress it more.", { limit }));
    return;
  }
  const request = new XMLHttpRequest();
  upload.request = request;
  show(upload, "sending", upload.file ? _("Uploading") : _("Fetching"), upload.file ? 0 : null);
  if (upload.file) request.upload.onprogress = (event) => showProgress(upload, event);
  request.onload = () => received(upload, request);
  request.onerror = () => failed(upload, _("The connection broke. Retry when you are online again."));
  request.open("POST", upload.to);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("x-csrftoken", csrfToken());
  request.send(bodyOf(upload));
}

/** @param {Upload} upload */
function bodyOf({ file, url = "", name }) {
  const body = new FormData();
  if (file) body.append("files", file, name);
  else body.append("address", url);
  return body;
}

/**
 * @param {Upload} upload
 * @param {ProgressEvent} event
 */
function showProgress(upload, { loaded, total }) {
  const percent = (100 * loaded) / total;
  show(upload, "sending", loaded < total ? `${Math.floor(percent)} %` : _("Checking"), percent);
}
