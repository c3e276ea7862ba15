// The names that scripts find without importing them, and the events and properties that we add to htmx's.
import type { Htmx } from "htmx.org";

declare global {
  const htmx: Htmx;

  interface DocumentEventMap {
    "packshot:refreshed": CustomEvent<null>;
    "packshot:released": CustomEvent<{ stale: boolean }>;
  }
}

declare module "htmx.org" {
  interface HtmxRequestCtx {
    /** What the page showed when the request was made: its address. */
    shown?: string;
    /** Where a label is sent: its image and store. */
    labelAction?: string;
  }
}
