import { PlainError } from './plain-error.mjs';

/**
 * Brings BASE_PATH, the folder that the site is served from, into one form.
 *
 * @param {string | undefined} value as a person writes it: `a/b`, `/a/b`, `/a/b/`, nothing
 * @returns {string} begins and ends with a slash
 * @throws {PlainError} when it cannot be a path
 */
export function normalizeBasePath(value = '') {
  const segments = value.split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => !/^[\w.~-]+$/.test(segment) || /^\.+$/.test(segment))) {
    throw new PlainError(
      `BASE_PATH is "${value}". It has to be a path such as /guide/ (letters, digits, ".", "_", "~", "-").`,
    );
  }
  return segments.length === 0 ? '/' : `/${segments.join('/')}/`;
}
