// What scripts say, in the language of the page. English is written in the scripts; other languages come from the server.
const language = document.documentElement.lang || "en";
const known = language === "en" ? {} : (await import(`/admin/words/${language}.js`)).default;
const rules = new Intl.PluralRules(language);

const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
export const figure = (value) => value.toLocaleString(language);

export function _(text, values = {}) {
  return filled(known[text] ?? text, values);
}

/** For a number of things, which is %(num)s in the text. */
export function n_(one, many, count, values = {}) {
  const forms = known[one] ?? [one, many];
  return filled(forms[rules.select(count) === "one" ? 0 : 1], { num: figure(count), ...values });
}
