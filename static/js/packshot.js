// The admin's behaviour beyond htmx. Every module listens on the document, so swapped parts need no wiring.
import "./toasts.js";
import "./menus.js";
import "./dialogs.js";
import "./shortcuts.js";
import "./copying.js";
import "./moments.js";
import "./focus.js";
import "./pictures.js";
import "./placeholder.js";
