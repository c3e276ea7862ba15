// Dialogs: a button with data-opens="ID" opens that dialog; a click beside it closes it, like Escape.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  else if (event.target.matches?.("dialog[open]")) event.target.close();
});
