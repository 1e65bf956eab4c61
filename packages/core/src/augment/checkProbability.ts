import { check, shown } from '../errors/index';

/** Throws unless the value is a number in [0, most]. */
export function checkProbability(where: string, name: string, value: unknown, most = Infinity): asserts value is number {
  const valid = typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= most;
  check(
    valid,
    () => `${where}: ${name} must be a ${most === Infinity ? 'finite number >= 0' : `number in [0, ${most}]`}. Got ${shown(value)}.`,
  );
}
