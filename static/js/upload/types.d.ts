// One file, or the address of one, from being chosen until it is an image of the gallery.

export type State = "waiting" | "sending" | "ready" | "adding" | "added" | "asking" | "skipped" | "failed";

export interface Upload {
  state: State;
  name: string;
  /** What is uploaded: one of the two. */
  file?: File;
  url?: string;
  /** Where it is sent, and where it is added to the gallery of the store that it was chosen for. */
  to: string;
  add: string;
  /** Its row in the list. */
  row: HTMLElement;
  request?: XMLHttpRequest;
  /** Whether trying again would only fail again. */
  hopeless?: boolean;
  /** What the server calls the received file, and a digest of its content. */
  taken?: string;
  content?: string;
}

/** The server's answer to a received file, with the places where the same one is already. */
export interface Received {
  taken: string;
  content: string;
  here: number | null;
  elsewhere: { name: string; url: string }[];
  detail?: string;
}
