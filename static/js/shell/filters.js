// Choosing a filter or an order shows it at once, at an address of its own. The fields stay, for whoever chooses by letters.
document.addEventListener("change", (event) => {
  if (!event.target.matches("#filters select")) return;
  const form = event.target.form;
  const asked = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  const address = asked.size ? `/admin/?${asked}` : "/admin/";
  htmx.ajax("GET", address, { source: form, target: "#results", swap: "innerMorph", push: address });
});
