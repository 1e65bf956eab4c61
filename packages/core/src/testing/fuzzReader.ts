import { check, GanError, shown } from '../errors/index';
import type { Mutation } from './mutateBytes';

export interface FuzzReaderOptions<Value> {
  /** Reads a file: returns its value, or throws a GanError. */
  readonly read: (bytes: Uint8Array) => Value;
  /** Throws where a value is not what its file says, or where a refused file has left something behind. */
  readonly verify: (outcome: { readonly bytes: Uint8Array; readonly value: Value | undefined }) => void;
  /** Bytes in use, `() => process.memoryUsage().arrayBuffers`. Default: not watched. */
  readonly memory?: () => number;
  /** Bytes that may be allocated for each byte of a file, besides 64 KiB. Default: 8. */
  readonly growth?: number;
  /** Seconds that one file may take. Default: 2. */
  readonly seconds?: number;
}

/** How many files were read, and how many refused. */
export interface FuzzTally {
  accepted: number;
  refused: number;
}

/** The tally of all files, and that of each kind of mutation. */
export interface FuzzReport extends Readonly<FuzzTally> {
  readonly kinds: Readonly<Record<string, FuzzTally>>;
}

const LONGEST_MESSAGE = 500;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * Gives a reader files that may be anything. Each must be read, or be refused with a GanError that is short, printable and has a sentence on what to
 * do; in bounded time and memory.
 *
 * @throws GanError that names the file's number and kind, with what happened as its cause.
 * @example
 * const file = writeSafetensors(new Map(), { note: 'x' });
 * const files = Array.from({ length: 100 }, (_, number) => mutateSafetensors(file, randomStream(number)));
 * const { accepted, refused } = fuzzReader(files, { read: readSafetensors, verify: () => undefined });
 */
export function fuzzReader<Value>(files: Iterable<Mutation>, options: FuzzReaderOptions<Value>): FuzzReport {
  const [total, kinds]: [FuzzTally, Record<string, FuzzTally>] = [{ accepted: 0, refused: 0 }, {}];
  for (const { kind, bytes } of files) {
    const tally = (kinds[kind] ??= { accepted: 0, refused: 0 });
    try {
      const outcome = fuzzOne(bytes, options) ? 'accepted' : 'refused';
      tally[outcome]++;
      total[outcome]++;
    } catch (cause) {
      const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : shown(cause);
      throw new GanError(`fuzzReader: file ${total.accepted + total.refused} (${kind}): ${what}`, { cause });
    }
  }
  return { ...total, kinds };
}

function fuzzOne<Value>(bytes: Uint8Array, { read, verify, memory = () => 0, growth = 8, seconds = 2 }: FuzzReaderOptions<Value>): boolean {
  const [bytesBefore, began] = [memory(), performance.now()];
  let value: Value | undefined;
  let accepted = false;
  try {
    value = read(bytes);
    accepted = true;
  } catch (error) {
    checkRefusal(error);
  }
  const [taken, allocated] = [(performance.now() - began) / 1000, memory() - bytesBefore];
  check(taken <= seconds, () => `a file of ${bytes.length} bytes may take ${seconds} s. Got ${taken} s. Make the reader linear.`);
  const most = 2 ** 16 + growth * bytes.length;
  check(allocated <= most, () => `a file of ${bytes.length} bytes may allocate ${most}. Got ${allocated}. Check sizes before allocating.`);
  verify({ bytes, value });
  return accepted;
}

function checkRefusal(error: unknown): void {
  if (!(error instanceof GanError)) throw error;
  const { message } = error;
  check(
    message.length < LONGEST_MESSAGE,
    () => `a message must be below ${LONGEST_MESSAGE} characters. Got ${message.length}: ${shown(message)}.`,
  );
  check(!UNPRINTABLE.test(message), () => `a message must be printable. Got ${shown(message, LONGEST_MESSAGE)}.`);
  check(
    /[.?] [A-Z'].*[.?]$/.test(message),
    () => `a message must end with what to do, a sentence of its own. Got ${shown(message, LONGEST_MESSAGE)}.`,
  );
}
