// Runs before the page is drawn, so that what only works without JavaScript is never seen.
document.documentElement.classList.add("js");
