// Where uploads go: the form of the gallery that is shown, which changes with the store.
import { byId, find } from "../shell/dom.js";

export const form = () => byId("upload", HTMLFormElement);

/** The form's attributes; none where the owner takes no images. */
export function destination() {
  const { files = "", addresses = "", maxBytes = "" } = form()?.dataset ?? {};
  return { files, addresses, add: form()?.getAttribute("action") ?? "", maxBytes: Number(maxBytes) };
}

export const csrfToken = () => find('#upload [name="_csrf_token"]', HTMLInputElement)?.value ?? "";
