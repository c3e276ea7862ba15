// Messages that scripts show, in the language of the page. English is written in the scripts; others come from the server.
const language = document.documentElement.lang || "en";

/** @type {Record<string, string | string[]>} */
const translations = language === "en" ? {} : (await import(`/admin/words/${language}.js`)).default;
const rules = new Intl.PluralRules(language);

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_match, name) => String(values[name]));

/**
 * @param {string} text
 * @param {Record<string, string | number>} [values] for each %(name)s in the text
 */
export function _(text, values = {}) {
  const translated = translations[text];
  return filled(typeof translated === "string" ? translated : text, values);
}

/**
 * For a number of things, which is %(num)s in the text.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @param {Record<string, string | number>} [values]
 */
export function n_(one, many, count, values = {}) {
  const translated = translations[one];
  const forms = Array.isArray(translated) ? translated : [one, many];
  const text = forms[rules.select(count) === "one" ? 0 : 1];
  return filled(text, { num: count.toLocaleString(language), ...values });
}
