import { check, GanError, printable, shown } from '@ganblocks/core';

/**
 * A full configuration from a partial one: defaults where nothing is given. What is not known or of another type than its default is
 * refused, since configurations come out of files. Values left undefined count as not given.
 *
 * @throws GanError that names the key.
 * @example const settings = resolveConfig('dcgan', { width: 64, seed: 0 }, { width: 32 }); // { width: 32, seed: 0 }
 */
export function resolveConfig<Config extends object>(where: string, defaults: Config, given: Partial<Config>): Config {
  const value: unknown = given;
  check(
    typeof value === 'object' && value !== null && !Array.isArray(value),
    () => `${where}: the configuration must be an object. Got ${shown(given)}.`,
  );
  const known = defaults as Record<string, unknown>;
  const entries = Object.entries(given).filter(([, option]) => option !== undefined);
  for (const [key, value] of entries) {
    if (!Object.hasOwn(known, key)) throw new GanError(`${where}: '${printable(key)}' is no option. Use ${Object.keys(known).join(', ')}.`);
    const expected = typeof known[key];
    check(typeof value === expected, () => `${where}: ${key} must be a ${expected}. Got ${shown(value)}.`);
  }
  return { ...defaults, ...(Object.fromEntries(entries) as Partial<Config>) };
}

/** Throws unless the number is an integer of at least `least`. */
export function checkInteger(where: string, name: string, value: number, least: number): void {
  check(Number.isSafeInteger(value) && value >= least, () => `${where}: ${name} must be an integer >= ${least}. Got ${value}.`);
}

/** Throws unless the value is one of the words. */
export function checkWord(where: string, name: string, value: string, words: readonly string[]): void {
  check(words.includes(value), () => `${where}: ${name} must be ${words.map((word) => `'${word}'`).join(' or ')}. Got ${shown(value)}.`);
}
