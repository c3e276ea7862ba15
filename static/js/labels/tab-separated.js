// Cells as spreadsheets put them on the clipboard: tabs between cells, line breaks between rows, quotes around both.

/**
 * A cell that holds a tab, a line break or a quote stands in quotes, which are doubled inside.
 *
 * @param {string} text
 * @returns {string[][]} rows of cells
 */
export function parse(text) {
  /** @type {string[][]} */
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y;
  const all = text.replace(/(\r\n|\r|\n)$/, "");
  for (;;) {
    const [, quoted, plain, separator] = cell.exec(all) ?? [];
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"').replace(/\r\n?/g, "\n"));
    if (!separator) return rows;
    if (separator !== "\t") rows.push([]);
  }
}

/** @param {string} text */
const quote = (text) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** @param {string[][]} rows */
export const format = (rows) => rows.map((cells) => cells.map(quote).join("\t")).join("\n");

/**
 * An empty cell is no text; a single apostrophe, as in the CSV, is a text left empty on purpose.
 *
 * @param {string} cell
 */
export function labelIn(cell) {
  if (cell === "'") return "";
  return cell.trim() ? cell : null;
}
