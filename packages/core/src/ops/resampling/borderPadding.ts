import { check } from '../../errors/index';

/** Pixels in front and behind, along one axis. */
export type Sides = readonly [before: number, after: number];

/** Pixels on all sides, or [[top, bottom], [left, right]]. */
export type BorderPadding = number | readonly [vertical: Sides, horizontal: Sides];

/** The padding as [[top, bottom], [left, right]], each an integer of at least `least`. */
export function sidesOf(where: string, padding: BorderPadding, least = -Infinity): readonly [Sides, Sides] {
  const sides: readonly [Sides, Sides] = typeof padding === 'number' ? [[padding, padding], [padding, padding]] : padding; // prettier-ignore
  const numbers = sides.flat();
  check(numbers.length === 4 && numbers.every((number) => Number.isInteger(number) && number >= least), () => {
    const kind = least === -Infinity ? 'an integer' : `an integer >= ${least}`;
    return `${where}: padding must be ${kind} or [[top, bottom], [left, right]] of them. Got ${JSON.stringify(padding)}.`;
  });
  return sides;
}
