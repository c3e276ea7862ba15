// Every page of the admin. All modules listen on the document, so swapped parts need no wiring.
import "./toasts.js";
import "./menus.js";
import "./dialogs.js";
import "./shortcuts.js";
import "./copy-buttons.js";
import "./local-times.js";
import "./keep-focus.js";
import "./tabs.js";
import "./retry-pictures.js";
import "./thumbhash.js";
