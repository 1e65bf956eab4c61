import { open, readFile, type FileHandle } from 'node:fs/promises';
import type { Losses, Observer, StepEvent } from '../observer';
import { onDisk } from './diskError';
import { writeAtomically } from './writeAtomically';

/** One line of `log.jsonl`. */
export interface LogLine {
  readonly step: number;
  readonly images: number;
  readonly seconds: number;
  readonly losses: Losses;
}

/**
 * An observer that writes `log.jsonl`: a line a step, `{"step":1,"images":64,"seconds":0.512,"losses":{"discriminator":{"adversarial":1.38}}}`.
 * Losses have nine digits, which is all of a float32. A resumed run cuts off what an interrupted one wrote after its checkpoint, and goes on.
 */
export function logFile(path: string): Observer {
  let file: FileHandle | undefined;
  const close = async (): Promise<void> => {
    const closing = file;
    file = undefined;
    await closing?.close();
  };
  return {
    async begin({ step }) {
      const kept = step > 0 ? await readLog(path, step) : [];
      await writeAtomically(path, kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
      file = await onDisk('open', path, () => open(path, 'a'));
    },
    async step(event) {
      await onDisk('write', path, async () => file?.appendFile(`${JSON.stringify(logLine(event))}\n`));
    },
    end: close,
    fail: close,
  };
}

/** The lines of a log up to `lastStep`, in order; none where there is no log. Lines that a crash cut short are left out. */
export async function readLog(path: string, lastStep = Infinity): Promise<LogLine[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const entry = parseLine(line);
    return entry && entry.step <= lastStep ? [entry] : [];
  });
}

function logLine({ step, imagesSeen, seconds, losses }: StepEvent): LogLine {
  const digits = (value: number): number => Number(value.toPrecision(9));
  const rounded = Object.entries(losses).map(([name, terms]) => {
    return [name, Object.fromEntries(Object.entries(terms).map(([term, value]) => [term, digits(value)]))] as const;
  });
  return { step, images: imagesSeen, seconds: Number(seconds.toFixed(3)), losses: Object.fromEntries(rounded) };
}

function parseLine(text: string): LogLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isLogLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLogLine(value: unknown): value is LogLine {
  if (typeof value !== 'object' || value === null || !('step' in value && 'images' in value && 'losses' in value)) return false;
  const { step, images, losses } = value;
  return typeof step === 'number' && typeof images === 'number' && typeof losses === 'object' && losses !== null;
}
