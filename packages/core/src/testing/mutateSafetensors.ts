import type { RandomStream } from '../contracts/randomStream';
import { EXTREME_INTEGERS, mutateBytes, pick, type Mutation } from './mutateBytes';
import { mutateJson } from './mutateJson';

const LENGTH_BYTES = 8;
const headerEnd = (file: Uint8Array): number => LENGTH_BYTES + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));

/** A safetensors file with any header text over the given data. */
function fileOf(json: string, data: Uint8Array): Uint8Array {
  const header = new TextEncoder().encode(json);
  const file = new Uint8Array(LENGTH_BYTES + header.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, LENGTH_BYTES);
  file.set(data, LENGTH_BYTES + header.length);
  return file;
}

function withLength(file: Uint8Array, length: bigint): Uint8Array {
  const changed = Uint8Array.from(file);
  new DataView(changed.buffer).setBigUint64(0, length, true);
  return changed;
}

/**
 * A copy of a whole safetensors file with one thing changed: its bytes (see `mutateBytes`), its header (see `mutateJson`, the header's length put right
 * afterwards), or its header's length made extreme.
 *
 * @example const { kind, bytes } = mutateSafetensors(writeSafetensors(new Map(), { note: 'x' }), randomStream(7).split('file 3'));
 */
export function mutateSafetensors(file: Uint8Array, random: Pick<RandomStream, 'next'>): Mutation {
  const choice = random.next();
  if (choice < 0.05) return { kind: 'headerLength', bytes: withLength(file, pick(random, EXTREME_INTEGERS)) };
  if (choice < 0.5) return mutateBytes(file, random, { head: headerEnd(file) });
  const { kind, json } = mutateJson(new TextDecoder().decode(file.subarray(LENGTH_BYTES, headerEnd(file))), random);
  return { kind, bytes: fileOf(json, file.subarray(headerEnd(file))) };
}
