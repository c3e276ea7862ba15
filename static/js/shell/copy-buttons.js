// A button with data-copies="ID" puts that element's text on the clipboard, and says so.
import { _ } from "./messages.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copies]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copies);
  await navigator.clipboard.writeText(source.value ?? source.textContent);
  const said = button.querySelector("[data-says]") ?? button;
  const before = said.textContent;
  said.textContent = _("Copied");
  setTimeout(() => (said.textContent = before), 2000);
});
