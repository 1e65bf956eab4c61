import { printable, shown, type JsonValue } from '@ganblocks/core';

/** Where two JSON values first differ, as a path and both sides; undefined where they are equal. The order of keys does not matter. */
export function firstDifference(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  path = '',
): { path: string; a: string; b: string } | undefined {
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) {
    return a === b ? undefined : { path, a: shown(a), b: shown(b) };
  }
  const [left, right] = [a as Readonly<Record<string, JsonValue>>, b as Readonly<Record<string, JsonValue>>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const difference = firstDifference(own(left, key), own(right, key), path === '' ? printable(key) : printable(`${path}.${key}`));
    if (difference) return difference;
  }
  return undefined;
}

const isContainer = (value: JsonValue | undefined): boolean => typeof value === 'object' && value !== null;
/** Not what every object inherits: a file may have keys such as `constructor`. */
const own = (value: Readonly<Record<string, JsonValue>>, key: string): JsonValue | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined;
