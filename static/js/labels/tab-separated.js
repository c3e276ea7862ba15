// Cells as spreadsheets put them on the clipboard: tabs between cells, line breaks between rows, quotes around both.

/** Rows of cells; a cell that holds a tab, a line break or a quote stands in quotes, which are doubled inside. */
export function parsed(text) {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y;
  const all = text.replace(/(\r\n|\r|\n)$/, "");
  for (;;) {
    const [, quoted, plain, mark] = cell.exec(all);
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"').replace(/\r\n?/g, "\n"));
    if (mark === "") return rows;
    if (mark !== "\t") rows.push([]);
  }
}

const quoted = (text) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const written = (rows) => rows.map((cells) => cells.map(quoted).join("\t")).join("\n");

/** An empty cell is no text; a single apostrophe, as in the CSV, is a text left empty on purpose. */
export const textOf = (cell) => (cell === "'" ? "" : cell.trim() ? cell : null);
