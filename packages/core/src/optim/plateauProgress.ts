import { check, shown } from '../errors/index';

/** What a plateau knows beside the mean on the device. */
export interface PlateauProgress {
  readonly factor: number;
  /** The best look; null: none yet. */
  readonly best: number | null;
  /** Looks since then that were no better. */
  readonly stalled: number;
  /** In the present window. */
  readonly observations: number;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/**
 * The progress that a checkpoint has.
 *
 * @throws GanError that names what is missing or out of range.
 */
export function parsePlateau(json: unknown): PlateauProgress {
  const { factor, best, ...counts }: Readonly<Record<string, unknown>> = { ...(json as object | null) };
  const fail = (what: string, value: unknown) => (): string =>
    `plateau: restoring: ${what}. Got ${shown(value)}. Pass what toJson returned.`;
  check(isNumber(factor) && factor >= 0 && factor <= 1, fail('factor must be in [0, 1]', factor));
  check(best === null || isNumber(best), fail('best must be a number or null', best));
  const count = (name: 'stalled' | 'observations'): number => {
    const value = counts[name];
    check(isNumber(value) && Number.isSafeInteger(value) && value >= 0, fail(`${name} must be an integer >= 0`, value));
    return value;
  };
  return { factor, best, stalled: count('stalled'), observations: count('observations') };
}
