// What only the gallery page does.
import "./labels.js";
import "./sorting.js";
import "./uploads.js";
import "./live.js";
