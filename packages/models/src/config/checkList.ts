import { check, shown } from '@ganblocks/core';

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;

/** Throws unless the value is a list of integers above 0, and not empty. */
export function checkUnits(where: string, name: string, list: unknown): void {
  check(Array.isArray(list) && list.length > 0 && list.every(isCount), () => {
    return `${where}: ${name} must be a list of integers >= 1, one a layer. Got ${shown(list)}. Use [256] for one layer.`;
  });
}

/** Throws unless the value is a list of these words, `length` of them or one for all. */
export function checkWords(
  where: string,
  name: string,
  list: unknown,
  { words, length }: { words: readonly string[]; length: number },
): void {
  const fits = Array.isArray(list) && (list.length === 1 || list.length === length) && list.every((word) => words.includes(String(word)));
  check(fits, () => {
    const allowed = words.map((word) => `'${word}'`).join(' or ');
    return `${where}: ${name} must be a list of ${allowed}: ${length}, or one for all. Got ${shown(list)}.`;
  });
}

/** Throws unless the number lies in [least, below). */
export function checkRange(where: string, name: string, value: number, [least, below]: readonly [number, number]): void {
  check(value >= least && value < below, () => {
    return `${where}: ${name} must be in [${least}, ${below === Infinity ? '∞' : below}). Got ${value}.`;
  });
}
