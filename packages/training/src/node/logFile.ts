import type { Losses, Observer, StepEvent } from '../observer';
import { lineFile } from './lineFile';
import { eachJsonLine } from './report/jsonLines';

/** One line of `log.jsonl`. */
export interface LogLine {
  readonly step: number;
  readonly images: number;
  readonly seconds: number;
  readonly losses: Losses;
  /** Of the last update of each optimizer, before clipping. */
  readonly gradientNorms?: Readonly<Record<string, number>>;
}

/**
 * An observer that writes `log.jsonl`: a line a step,
 * `{"step":1,"images":64,"seconds":0.512,"losses":{"discriminator":{"adversarial":1.38}},"gradientNorms":{"discriminator":0.731}}`. Losses have nine
 * digits, which is all of a float32. A run that is resumed or goes back cuts off what was written after the moment that it goes on from.
 */
export function logFile(path: string): Observer {
  const file = lineFile(path);
  return {
    begin: ({ step }) => file.keep(step),
    step: (event) => file.append(logLine(event)),
    recover: ({ step }) => file.keep(step),
    end: () => file.close(),
    fail: () => file.close(),
  };
}

/** Hands over the lines of a log, in order; none where there is no log. Lines that a crash cut short are left out. */
export async function eachLogLine(path: string, visit: (line: LogLine) => void): Promise<void> {
  await eachJsonLine(path, (line: object) => {
    if (isLogLine(line)) visit(line);
  });
}

/** The losses of the last step in a log; none where there is no log. */
export async function lastLosses(path: string): Promise<Losses> {
  let last: Losses = {};
  await eachLogLine(path, ({ losses }) => (last = losses));
  return last;
}

/** Losses with the digits that the log has of them. */
export const asLogged = (losses: Losses): Losses =>
  Object.fromEntries(Object.entries(losses).map(([name, terms]) => [name, withDigits(9, terms)]));

function logLine({ step, imagesSeen, seconds, losses, gradientNorms }: StepEvent): LogLine {
  return {
    ...{ step, images: imagesSeen, seconds: Number(seconds.toFixed(3)), losses: asLogged(losses) },
    ...(Object.keys(gradientNorms).length > 0 ? { gradientNorms: withDigits(4, gradientNorms) } : {}),
  };
}

function withDigits(digits: number, numbers: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value.toPrecision(digits))]));
}

function isLogLine(value: object): value is LogLine {
  if (!('step' in value && 'images' in value && 'losses' in value)) return false;
  const { step, images, losses } = value;
  return typeof step === 'number' && typeof images === 'number' && typeof losses === 'object' && losses !== null;
}
