// Times are written by the server in UTC; here they become the reader's own.
const language = document.documentElement.lang;
const style = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

export function localize(root = document) {
  for (const moment of root.querySelectorAll("time[data-moment]")) {
    moment.title = moment.textContent;
    moment.textContent = style.format(new Date(moment.dateTime));
    delete moment.dataset.moment;
  }
}

document.addEventListener("htmx:after:swap", () => localize());
localize();
