/**
 * Writers of protobuf fields: each gives the bytes of one field, key included; a message is its fields one after the other.
 *
 * @see Protocol Buffers, "Encoding": https://protobuf.dev/programming-guides/encoding/
 */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** A message: its fields in order. */
export function message(...fields: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, field) => sum + field.length, 0));
  let at = 0;
  for (const field of fields) {
    bytes.set(field, at);
    at += field.length;
  }
  return bytes;
}

/** A whole number from 0: int32, int64, uint64 or enum. */
export const wholeField = (field: number, value: number): Uint8Array => message(key(field, VARINT), varint(value));

export const doubleField = (field: number, value: number): Uint8Array => message(key(field, FIXED64), doubles([value]));

export function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return message(key(field, FIXED32), bytes);
}

/** Bytes, or a message within the message. */
export const bytesField = (field: number, bytes: Uint8Array): Uint8Array => message(key(field, BYTES), varint(bytes.length), bytes);

export const textField = (field: number, text: string): Uint8Array => bytesField(field, new TextEncoder().encode(text));

/** Repeated doubles, packed. */
export const doublesField = (field: number, values: readonly number[]): Uint8Array => bytesField(field, doubles(values));

function doubles(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setFloat64(8 * index, value, true);
  return bytes;
}

const key = (field: number, wire: number): Uint8Array => varint(field * 8 + wire);

/** Seven bits a byte, the lowest first; the highest bit says that more follow. By division, because shifts end at 32 bits. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
