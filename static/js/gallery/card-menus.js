// The menus of cards: fetched when they are opened, since most stay closed; then they come with every part of the page
// that they are in. A role is assigned as soon as it is ticked. Not by htmx's attributes, which each card would need.
import { find, findAll, matching } from "../shell/dom.js";

const openCard = () => document.querySelector(".card details.menu[open]")?.closest(".card");

function fill() {
  const panel = openCard()?.querySelector(".menu > .panel");
  const page = panel && find(":scope > a.no-js", HTMLAnchorElement, panel);
  if (page) htmx.ajax("GET", page.href, { source: panel, target: panel, swap: "innerHTML" });
}

document.addEventListener("toggle", fill, true);
document.addEventListener("htmx:after:swap", fill); // an answer to a request from before it was opened leaves it empty

document.addEventListener("htmx:config:request", ({ detail }) => {
  const card = openCard();
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
