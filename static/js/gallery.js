// What only the gallery page does.
import "./labels.js";
import "./sorting.js";
import "./selecting.js";
import "./walking.js";
import "./upload_sources.js";
import "./live.js";
import "./switching.js";

// Whoever chose files before this script was there is not forgotten.
const chosen = document.getElementById("files");
if (chosen?.files.length) chosen.dispatchEvent(new Event("change", { bubbles: true }));
