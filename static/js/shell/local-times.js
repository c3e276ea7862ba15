// Times are written by the server in UTC; here they become the reader's own.
import { findAll } from "./dom.js";

const style = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function localize() {
  for (const time of findAll("time[data-local-time]", HTMLTimeElement)) {
    time.title = time.textContent;
    time.textContent = style.format(new Date(time.dateTime));
    delete time.dataset.localTime;
  }
}

document.addEventListener("htmx:after:swap", localize);
localize();
