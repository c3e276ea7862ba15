// The gallery of a product or a collection.
import { byId } from "../shell/dom.js";
import "../shell/live-updates.js";
import "../upload/sources.js";
import "./arrow-keys.js";
import "./card-menus.js";
import "./label-fields.js";
import "./selection.js";
import "./sorting.js";
import "./store-tabs.js";

// Files that were chosen before this script ran are uploaded too.
const chosen = byId("files", HTMLInputElement);
if (chosen?.files?.length) chosen.dispatchEvent(new Event("change", { bubbles: true }));
