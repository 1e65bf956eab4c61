import { check, shown } from '../errors/index';
import { RAW_DTYPES, type RawData, type RawTensor } from './rawTensor';
import { checkCoverage, headerLength, LENGTH_BYTES, parseEntry, parseHeader, type TensorEntry } from './safetensorsHeader';

/** What a safetensors file holds. */
export interface Safetensors {
  /** By name. */
  readonly tensors: ReadonlyMap<string, RawTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

function parseMetadata(value: unknown): Readonly<Record<string, string>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  const wrong = entries.find(([, text]) => typeof text !== 'string');
  check(
    isObject && !wrong,
    () => `readSafetensors: __metadata__ must be an object of strings. Got ${shown(wrong ? Object.fromEntries([wrong]) : value)}.`,
  );
  // Without a prototype a look-up finds what the file holds and nothing else.
  return Object.setPrototypeOf(Object.fromEntries(entries), null) as Readonly<Record<string, string>>;
}

function dataOf(bytes: Uint8Array, { dtype, begin, end }: TensorEntry): RawData {
  const Data = RAW_DTYPES[dtype];
  const count = (end - begin) / Data.BYTES_PER_ELEMENT;
  const offset = bytes.byteOffset + begin;
  if (offset % Data.BYTES_PER_ELEMENT === 0) return new Data(bytes.buffer as ArrayBuffer, offset, count);
  return new Data(new Uint8Array(bytes.subarray(begin, end)).buffer, 0, count);
}

/**
 * Reads a safetensors file: 8 bytes of header length, a JSON header, raw little-endian numbers.
 *
 * Tensors are views of `bytes` where their alignment allows it, and copies otherwise; nothing larger than the file is allocated.
 * Everything is checked before anything is returned: the format's own rules (no overlap, no hole, no byte left over), names that
 * stand twice, and sizes.
 *
 * @throws GanError naming the tensor and the byte offset if the file is truncated, damaged or hostile, or holds a dtype outside `RawDtype`.
 * @see https://huggingface.co/docs/safetensors
 * @example
 * const { tensors } = readSafetensors(new Uint8Array(await (await fetch('generator.safetensors')).arrayBuffer()));
 * assignVariables([...generator.trainable, ...generator.statistics], tensors, { where: 'generator.safetensors' });
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const isBytes = ArrayBuffer.isView(bytes) && bytes.BYTES_PER_ELEMENT === 1;
  check(isBytes, () => 'readSafetensors: bytes must be a Uint8Array. Wrap an ArrayBuffer in new Uint8Array(buffer).');
  const start = LENGTH_BYTES + headerLength(bytes);
  const { __metadata__: metadata = {}, ...header } = parseHeader(bytes.subarray(LENGTH_BYTES, start));
  const entries = Object.entries(header).map(([name, value]) => parseEntry(name, value, start, bytes.length - start));
  checkCoverage(entries, start, bytes.length);
  const tensors = new Map(entries.map((entry) => [entry.name, { dtype: entry.dtype, shape: entry.shape, data: dataOf(bytes, entry) }]));
  return { tensors, metadata: parseMetadata(metadata) };
}
