// A picture that cannot be shown yet tries once more a little later.
document.addEventListener(
  "error",
  (event) => {
    const picture = event.target;
    if (!(picture instanceof HTMLImageElement) || picture.dataset.again || picture.src.startsWith("blob:")) return;
    picture.dataset.again = "yes";
    setTimeout(() => (picture.src = picture.src), 2000);
  },
  true,
);
