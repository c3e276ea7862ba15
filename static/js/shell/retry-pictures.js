// A picture that cannot be shown yet is tried once more a little later.
const WAIT = 2000; // milliseconds

document.addEventListener(
  "error",
  ({ target: picture }) => {
    if (!(picture instanceof HTMLImageElement) || picture.dataset.again || picture.src.startsWith("blob:")) return;
    picture.dataset.again = "yes";
    const address = picture.src;
    setTimeout(() => (picture.src = address), WAIT);
  },
  true,
);
