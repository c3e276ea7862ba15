// What only the gallery page does.
import "./label-fields.js";
import "./sorting.js";
import "./selection.js";
import "./arrow-keys.js";
import "../upload/sources.js";
import "../shell/live-updates.js";
import "./store-tabs.js";

// Whoever chose files before this script was there is not forgotten.
const chosen = document.getElementById("files");
if (chosen?.files.length) chosen.dispatchEvent(new Event("change", { bubbles: true }));
