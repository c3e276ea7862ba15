// Elements of the page, found by selector and checked to be of the class they are used as.

/**
 * @template {Element} T
 * @typedef {{ new (): T, prototype: T }} ElementClass such as HTMLInputElement
 */

/**
 * @template {Element} T
 * @param {string} selector
 * @param {ElementClass<T>} kind
 * @param {ParentNode} [root]
 * @returns {T | null} the first that matches
 */
export function find(selector, kind, root = document) {
  const found = root.querySelector(selector);
  return found instanceof kind ? found : null;
}

/**
 * @template {Element} T
 * @param {string} selector
 * @param {ElementClass<T>} kind
 * @param {ParentNode} [root]
 * @returns {T} the first that matches; an error if there is none
 */
export function need(selector, kind, root = document) {
  const found = find(selector, kind, root);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

/**
 * @template {Element} T
 * @param {string} selector
 * @param {ElementClass<T>} kind
 * @param {ParentNode} [root]
 * @returns {T[]}
 */
export function findAll(selector, kind, root = document) {
  return [...root.querySelectorAll(selector)].filter(/** @returns {found is T} */ (found) => found instanceof kind);
}

/**
 * @template {Element} T
 * @param {string | null | undefined} id
 * @param {ElementClass<T>} kind
 * @returns {T | null}
 */
export function byId(id, kind) {
  const found = id ? document.getElementById(id) : null;
  return found instanceof kind ? found : null;
}

/**
 * @template {Element} T
 * @param {EventTarget | null | undefined} target
 * @param {string} selector
 * @param {ElementClass<T>} kind
 * @returns {T | null} the target, or the nearest element around it, that matches
 */
export function closest(target, selector, kind) {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof kind ? found : null;
}

/**
 * @template {Element} T
 * @param {EventTarget | null | undefined} target
 * @param {string} selector
 * @param {ElementClass<T>} kind
 * @returns {T | null} the target itself, if it matches
 */
export function matching(target, selector, kind) {
  return target instanceof kind && target.matches(selector) ? target : null;
}
