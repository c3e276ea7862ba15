// What only the gallery page does.
import "./labels.js";
import "./sorting.js";
import "./selecting.js";
import "./walking.js";
import "./upload_sources.js";
import "./live.js";
