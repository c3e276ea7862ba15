// The menus of cards: a role is assigned as soon as it is ticked, and an open menu comes with the card that it is on.
import { find, findAll, matching } from "../shell/dom.js";

document.addEventListener("htmx:config:request", ({ detail }) => {
  const card = document.querySelector(".card details.menu[open]")?.closest(".card");
  if (card) detail.ctx.request.headers["Packshot-Menu"] = card.id.replace("image-", "");
});

document.addEventListener("change", ({ target }) => {
  const { form } = matching(target, '.menu input[name="roles"]', HTMLInputElement) ?? {};
  if (form) form.requestSubmit(find('button[value="roles"]', HTMLElement, form));
});

// Browsers keep what was ticked or typed over a swap; what the server sent counts.
document.addEventListener("htmx:after:swap", () => {
  for (const box of findAll('.menu input[name="roles"]', HTMLInputElement)) box.checked = box.defaultChecked;
  for (const field of findAll(".replace input[type=file]", HTMLInputElement)) field.value = "";
  for (const field of findAll(".focus input:not(:focus)", HTMLInputElement)) field.value = field.defaultValue;
});
