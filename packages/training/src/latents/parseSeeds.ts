import { check, printable } from '@ganblocks/core';

/** So that a slip of the keyboard does not fill the memory. */
const MOST = 1_000_000;

/**
 * A list of whole numbers as people write it: '1-4,7' is 1, 2, 3, 4, 7. For seeds, and for layers of a style.
 *
 * @throws GanError where the text is none, or has more than a million numbers.
 * @example parseSeeds('1-4,7'); // [1, 2, 3, 4, 7]
 */
export function parseSeeds(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    const valid = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from <= to && to - from < MOST;
    check(valid, () => `parseSeeds: expected whole numbers and ranges, such as 1-4,7. Got '${printable(text)}'.`);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}
