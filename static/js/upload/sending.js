// One file, or one address, on its way to the server. XMLHttpRequest, since it alone tells how far a file is.
import { csrf, form } from "./form.js";
import { show } from "./rows.js";
import { _ } from "../shell/messages.js";

/** `landed` is called with the answer, `fail` with what to tell people. */
export function send(upload, { landed, fail }) {
  const limit = Number(form().dataset.maxBytes);
  if (upload.file?.size > limit) {
    upload.hopeless = true;
    return show(upload, "failed", _("Larger than %(limit)s MB. Export it smaller or compress it more.", { limit: limit / 2 ** 20 }));
  }
  const request = new XMLHttpRequest();
  const body = new FormData();
  if (upload.file) body.append("files", upload.file, upload.name);
  else body.append("address", upload.url);
  upload.request = request;
  show(upload, "sending", upload.file ? _("Uploading") : _("Fetching"), upload.file ? 0 : null);
  if (upload.file) request.upload.onprogress = (event) => progress(upload, event);
  request.onload = () => landed(upload, request);
  request.onerror = () => fail(upload, _("The connection broke. Retry when you are online again."));
  request.open("POST", upload.to);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("x-csrftoken", csrf());
  request.send(body);
}

function progress(upload, { loaded, total }) {
  const share = (100 * loaded) / total;
  show(upload, "sending", loaded < total ? `${Math.floor(share)} %` : _("Checking"), share);
}
