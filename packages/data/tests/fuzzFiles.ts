import { GanError } from '@ganblocks/core';
import { fuzzReader } from '@ganblocks/core/testing';
import type { FuzzTally, Mutation } from '@ganblocks/core/testing';

export interface FuzzFilesOptions<Value> {
  /** Reads a file; rejects with a GanError that begins with `where`. */
  readonly read: (bytes: Uint8Array, number: number) => Promise<Value>;
  /** Throws where a value is not what its file says. */
  readonly verify: (value: Value, bytes: Uint8Array) => void;
  /** What messages begin with. */
  readonly where: string;
  /** Bytes that the process may hold beside what it held at first. Default: 64 MiB. */
  readonly memory?: number;
  /** Seconds that one file may take. Default: 5. */
  readonly seconds?: number;
}

/** `fuzzReader` for readers that take time: one file after the other, each read or refused in bounded time and memory. */
export async function fuzzFiles<Value>(
  files: Iterable<Mutation>,
  { read, verify, where, memory = 2 ** 26, seconds = 5 }: FuzzFilesOptions<Value>,
): Promise<FuzzTally> {
  const tally = { accepted: 0, refused: 0 };
  const before = process.memoryUsage().arrayBuffers;
  let number = 0;
  for (const file of files) {
    const outcome = await settled(read(file.bytes, number), seconds);
    const named = { ...file, kind: `number ${number}, ${file.kind}` };
    const one = fuzzReader([named], {
      read: () => refusedBy(where, outcome),
      verify: ({ value, bytes }) => value !== undefined && verify(value, bytes),
    });
    tally.accepted += one.accepted;
    tally.refused += one.refused;
    const held = process.memoryUsage().arrayBuffers - before;
    if (held > memory) throw new Error(`after file ${number} (${file.kind}) ${held} bytes are held`);
    number++;
  }
  return tally;
}

/** The outcome of a promise as a function that returns or throws it again. */
async function settled<Value>(promise: Promise<Value>, seconds: number): Promise<() => Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it takes more than ${seconds} s`)), 1000 * seconds);
  });
  try {
    const value = await Promise.race([promise, late]);
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  } finally {
    clearTimeout(timer);
  }
}

/** A refusal that begins otherwise is passed on as an error of another kind. */
function refusedBy<Value>(where: string, outcome: () => Value): Value {
  try {
    return outcome();
  } catch (error) {
    if (error instanceof GanError && !error.message.startsWith(where)) throw new Error(error.message, { cause: error });
    throw error;
  }
}
