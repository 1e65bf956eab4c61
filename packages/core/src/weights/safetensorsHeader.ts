import { check, GanError, shown } from '../errors/index';
import { duplicateKey } from './duplicateKey';
import { nestedDeeper } from './nestedDeeper';
import { elementCount, isRawDtype, RAW_DTYPES, type RawDtype } from './rawTensor';

/** The format's own limit, in bytes. */
export const MAX_HEADER_BYTES = 100_000_000;
export const LENGTH_BYTES = 8;
/** The header, an entry, its shape. */
const LEVELS = 3;

/** Where a tensor's bytes lie: [begin, end), counted from the first byte of the file. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: RawDtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

type Json = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Length of the JSON header of a safetensors file, checked against the file's. */
export function headerLength(bytes: Uint8Array): number {
  check(
    bytes.length >= LENGTH_BYTES,
    () => `readSafetensors: a file starts with the ${LENGTH_BYTES} bytes of its header's length. Got ${bytes.length} bytes in all.`,
  );
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  const room = Math.min(bytes.length - LENGTH_BYTES, MAX_HEADER_BYTES);
  check(
    length <= room,
    () =>
      `readSafetensors: the header length at byte 0 must be at most ${room} here (file of ${bytes.length} bytes, headers up to ${MAX_HEADER_BYTES}). Got ${length}. The file is truncated, or no safetensors file.`,
  );
  return length;
}

/** The header's JSON object; keys that stand twice are an error. */
export function parseHeader(bytes: Uint8Array): Json {
  const fail = (problem: string): GanError =>
    new GanError(`readSafetensors: the header at byte ${LENGTH_BYTES} ${problem}. The file is damaged, or no safetensors file.`);
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch {
    throw fail('must be JSON in UTF-8. Got bytes that are no UTF-8');
  }
  if (nestedDeeper(text, LEVELS)) throw fail(`must be nested ${LEVELS} deep at most. Got ${shown(text)}`);
  try {
    header = JSON.parse(text);
  } catch {
    // The engine's own message quotes the text as it is, controls and all.
    throw fail(`must be JSON in UTF-8. Got ${shown(text)}`);
  }
  if (!isObject(header)) throw fail(`must be a JSON object. Got ${shown(header)}`);
  const twice = duplicateKey(text);
  if (twice !== undefined) throw fail(`holds the key ${shown(twice)} twice in one object`);
  return header;
}

/** One tensor's entry, checked; `start` and `length` tell where the data part of the file lies. */
export function parseEntry(name: string, value: unknown, start: number, length: number): TensorEntry {
  const expect: typeof check = (condition, message) =>
    check(condition, () => `readSafetensors: header at byte ${LENGTH_BYTES}, tensor ${shown(name)}: ${message()}. The file is damaged.`);
  expect(isObject(value), () => `the header must hold {dtype, shape, data_offsets}. Got ${shown(value)}`);
  const { dtype, shape, data_offsets: offsets } = value;
  expect(isRawDtype(dtype), () => `dtype must be one of ${Object.keys(RAW_DTYPES).join(', ')}. Got ${shown(dtype)}`);
  expect(Array.isArray(shape), () => `shape must be a list. Got ${shown(shape)}`);
  const count = elementCount(shape);
  expect(!Number.isNaN(count), () => `shape must hold integers >= 0 with a product below 2^53. Got ${shown(shape)}`);
  expect(Array.isArray(offsets) && offsets.length === 2, () => `data_offsets must be a pair. Got ${shown(offsets)}`);
  const [begin, end] = offsets as readonly unknown[];
  const inside =
    Number.isSafeInteger(begin) && Number.isSafeInteger(end) && Number(begin) >= 0 && Number(begin) <= Number(end) && Number(end) <= length;
  expect(
    inside,
    () =>
      `data_offsets must be integers with 0 <= begin <= end <= ${length}, the data's length from byte ${start} on. Got ${shown(offsets)}`,
  );
  const [from, to] = [start + Number(begin), start + Number(end)];
  const size = count * RAW_DTYPES[dtype].BYTES_PER_ELEMENT;
  expect(
    to - from === size,
    () => `shape ${shown(shape)} of ${dtype} needs ${size} bytes. Got ${to - from}, at bytes [${from}, ${to}) of the file`,
  );
  return { name, dtype, shape: shape as readonly number[], begin: from, end: to };
}

/** Checks that the entries cover the data without overlap or hole, as the format demands. */
export function checkCoverage(entries: readonly TensorEntry[], start: number, end: number): void {
  let position = start;
  for (const entry of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    const fault = entry.begin < position ? 'overlaps the tensor before it' : 'leaves unused bytes before it';
    check(
      entry.begin === position,
      () =>
        `readSafetensors: tensor ${shown(entry.name)} at bytes [${entry.begin}, ${entry.end}) ${fault}: expected it at byte ${position}. The file is damaged.`,
    );
    position = entry.end;
  }
  check(
    position === end,
    () => `readSafetensors: the tensors end at byte ${position}, the file at byte ${end}. The file is truncated or has bytes appended.`,
  );
}
