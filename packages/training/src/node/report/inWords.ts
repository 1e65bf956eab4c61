import type { JsonValue } from '@ganblocks/core';

/** A value of a configuration as a person writes it. */
export function inWords(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Math.abs(value) >= 10_000 ? value.toLocaleString('en-US') : String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null) return 'none';
  return Array.isArray(value) ? value.map(inWords).join(', ') : JSON.stringify(value);
}
