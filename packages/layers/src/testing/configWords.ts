import { check } from '@ganblocks/core';

const word = /^[a-z][a-z0-9]*([A-Z][a-z0-9]+)*$/;

/**
 * Throws unless a layer's configuration survives tfjs's saving, which rewrites keys and strings to snake_case and back: both must be
 * lowerCamel words with no capitals in a row. Names are spared by tfjs.
 */
export function checkConfigWords(where: string, value: unknown, path = 'config'): void {
  if (typeof value === 'string') {
    check(
      word.test(value),
      () => `${where}: strings in a configuration must be lowerCamel words. Got '${value}' at ${path}, which saving would change.`,
    );
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => checkConfigWords(where, item, `${path}[${index}]`));
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    check(
      word.test(key),
      () => `${where}: keys of a configuration must be lowerCamel words. Got '${key}' at ${path}, which saving would change.`,
    );
    if (key !== 'name') checkConfigWords(where, item, `${path}.${key}`);
  }
}
