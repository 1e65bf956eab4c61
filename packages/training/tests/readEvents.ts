import { maskedCrc } from '../src/node/tensorBoard/tfRecord';

/** An event as the tests compare it. */
export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly fileVersion?: string;
  readonly sessionStatus?: number;
  readonly values: readonly ReadValue[];
}

interface ReadValue {
  readonly tag: string;
  readonly scalar?: number;
  readonly image?: { readonly height: number; readonly width: number; readonly channels: number; readonly png: Buffer };
  readonly histogram?: { readonly moments: readonly number[]; readonly limits: readonly number[]; readonly counts: readonly number[] };
  readonly text?: string;
}

type Fields = ReadonlyMap<number, readonly (number | Buffer)[]>;

/** All whole events of a file; `rest` are the bytes of one that was cut short. Throws where a CRC does not fit. */
export function readEvents(file: Buffer): { events: ReadEvent[]; rest: number } {
  const events: ReadEvent[] = [];
  let at = 0;
  while (at + 12 <= file.length) {
    const length = Number(file.readBigUInt64LE(at));
    if (at + length + 16 > file.length) break;
    const data = file.subarray(at + 12, at + 12 + length);
    if (file.readUInt32LE(at + 8) !== maskedCrc(file.subarray(at, at + 8))) throw new Error(`CRC of the length at ${at}`);
    if (file.readUInt32LE(at + 12 + length) !== maskedCrc(data)) throw new Error(`CRC of the data at ${at}`);
    events.push(readEvent(data));
    at += length + 16;
  }
  return { events, rest: file.length - at };
}

function readEvent(bytes: Buffer): ReadEvent {
  const fields = readMessage(bytes);
  const [version, session, summary] = [message(fields, 3), message(fields, 7), message(fields, 5)];
  return {
    wallTime: double(fields, 1),
    step: number(fields, 2) ?? 0,
    ...(version ? { fileVersion: version.toString() } : {}),
    ...(session ? { sessionStatus: number(readMessage(session), 1) ?? 0 } : {}),
    values: summary ? (readMessage(summary).get(1) ?? []).map((value) => readValue(value as Buffer)) : [],
  };
}

function readValue(bytes: Buffer): ReadValue {
  const fields = readMessage(bytes);
  const tag = message(fields, 1)!.toString();
  const [scalar, image, histogram, tensor] = [2, 4, 5, 8].map((field) => message(fields, field));
  if (scalar) return { tag, scalar: scalar.readFloatLE() };
  if (image) {
    const parts = readMessage(image);
    const [height, width, channels] = [1, 2, 3].map((field) => number(parts, field) ?? 0) as [number, number, number];
    return { tag, image: { height, width, channels, png: message(parts, 4)! } };
  }
  if (histogram) {
    const parts = readMessage(histogram);
    const moments = [1, 2, 3, 4, 5].map((field) => double(parts, field));
    return { tag, histogram: { moments, limits: doubles(message(parts, 6)), counts: doubles(message(parts, 7)) } };
  }
  return tensor ? { tag, text: message(readMessage(tensor), 8)!.toString() } : { tag };
}

/** The fields of a message: varints as numbers, all else as bytes. */
function readMessage(bytes: Buffer): Fields {
  const fields = new Map<number, (number | Buffer)[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let place = 1; ; place *= 128) {
      const byte = bytes.readUInt8(at++);
      value += (byte % 128) * place;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  while (at < bytes.length) {
    const key = varint();
    const [field, wire] = [Math.floor(key / 8), key % 8];
    const value = wire === 0 ? varint() : take(wire === 1 ? 8 : wire === 5 ? 4 : varint());
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

const number = (fields: Fields, field: number): number | undefined => fields.get(field)?.[0] as number | undefined;
const message = (fields: Fields, field: number): Buffer | undefined => fields.get(field)?.[0] as Buffer | undefined;
const double = (fields: Fields, field: number): number => message(fields, field)?.readDoubleLE() ?? 0;
const doubles = (bytes: Buffer = Buffer.alloc(0)): number[] =>
  Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleLE(8 * index));
