import { check, shown } from '../errors/index';
import { elementCount, isRawDtype, RAW_DTYPES, type RawTensor } from './rawTensor';
import { LENGTH_BYTES, MAX_HEADER_BYTES } from './safetensorsHeader';

const ALIGNMENT = 8;
const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function checkTensor(name: string, { dtype, shape, data }: RawTensor): void {
  const expect: typeof check = (condition, message) => check(condition, () => `writeSafetensors: tensor ${shown(name)}: ${message()}.`);
  expect(name !== '__metadata__', () => 'the name is reserved by the format. Pass metadata as the second argument, or rename the tensor');
  expect(isRawDtype(dtype), () => `dtype must be one of ${Object.keys(RAW_DTYPES).join(', ')}. Got ${shown(dtype)}`);
  const expected = Object.prototype.toString.call(new RAW_DTYPES[dtype](0));
  const received = Object.prototype.toString.call(data);
  expect(received === expected, () => `data of ${dtype} must be ${expected}. Got ${received}`);
  expect(elementCount(shape) === data.length, () => `shape ${shown(shape)} must count the numbers in data. Got ${data.length}`);
}

/** JSON by hand: an object literal would lose a name such as `__proto__`, and sort those that look like numbers. */
const jsonObject = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${typeof value === 'string' ? value : JSON.stringify(value)}`).join(',')}}`;

/**
 * The bytes of a safetensors file. The same tensors give the same bytes in whatever order they come: wide elements first (so that all lie
 * aligned and read without a copy), then by name; the header is padded with spaces to a multiple of 8 bytes.
 *
 * @throws GanError if a tensor's data do not fit its dtype and shape, a name is `__metadata__`, or metadata are not strings.
 * @see https://huggingface.co/docs/safetensors
 * @example const file = writeSafetensors(new Map([['kernel', await rawFromTensor(tf.ones([4, 4]))]]), { format: 'tfjs' });
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, RawTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const notes = Object.entries(metadata).sort(([a], [b]) => byText(a, b));
  for (const [key, value] of notes)
    check(typeof value === 'string', () => `writeSafetensors: metadata ${shown(key)} must be a string. Got ${shown(value)}.`);
  for (const [name, tensor] of tensors) checkTensor(name, tensor);
  const width = (tensor: RawTensor): number => tensor.data.BYTES_PER_ELEMENT;
  const sorted = [...tensors].sort(([a, x], [b, y]) => width(y) - width(x) || byText(a, b));

  let position = 0;
  const header: [string, string][] =
    notes.length === 0 ? [] : [['__metadata__', jsonObject(notes.map(([key, value]) => [key, JSON.stringify(value)]))]];
  for (const [name, { dtype, shape, data }] of sorted) {
    const begin = position;
    position += data.byteLength;
    header.push([name, JSON.stringify({ dtype, shape, data_offsets: [begin, position] })]);
  }
  const json = new TextEncoder().encode(jsonObject(header));
  const padded = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  check(
    padded <= MAX_HEADER_BYTES,
    () => `writeSafetensors: the header must stay below ${MAX_HEADER_BYTES} bytes. Got ${padded}. Write several files.`,
  );

  const start = LENGTH_BYTES + padded;
  const bytes = new Uint8Array(start + position).fill(0x20, LENGTH_BYTES, start);
  new DataView(bytes.buffer).setUint32(0, padded, true);
  bytes.set(json, LENGTH_BYTES);
  let offset = start;
  for (const [, { data }] of sorted) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}
