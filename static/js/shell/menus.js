// Menus close when something else is wanted; a role is assigned as soon as it is ticked, a picture as it is chosen.
const opened = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.menu[open]")) return;
  for (const menu of opened()) if (menu !== event.target) menu.open = false;
}, true);

// What lies in an image's menu comes when it is opened, since most stay closed; then the server sends it with every part.
const menuOf = () => document.querySelector(".card details.menu[open]")?.closest(".card");

function fill() {
  const panel = menuOf()?.querySelector(".menu > .panel");
  const page = panel?.querySelector(":scope > a.no-js");
  if (page) htmx.ajax("GET", page.href, { source: panel, target: panel, swap: "innerHTML" });
}

document.addEventListener("toggle", fill, true);
document.addEventListener("htmx:after:swap", fill); // an answer to what was asked before it was opened leaves it empty

document.addEventListener("htmx:config:request", ({ detail }) => {
  const card = menuOf();
  if (card) detail.ctx.request.headers["Packshot-Menu"] = card.id.replace("image-", "");
});

// Not before the finger is up: a page that gets shorter with the menu would slip away under it.
document.addEventListener("pointerup", (event) => {
  for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches('.menu input[name="roles"]')) {
    field.form.requestSubmit(field.form.querySelector('button[value="roles"]'));
  } else if (field.matches('.replace input[type="file"]') && field.files.length) {
    field.form.requestSubmit();
  }
});

// A box that was ticked keeps its own mind over a swap; what the server says counts.
document.addEventListener("htmx:after:swap", () => {
  for (const box of document.querySelectorAll('.menu input[name="roles"]')) box.checked = box.defaultChecked;
  for (const field of document.querySelectorAll(".replace input[type=file]")) field.value = "";
  for (const field of document.querySelectorAll(".focus input:not(:focus)")) field.value = field.defaultValue;
});
