import { describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { below, EXTREME_INTEGERS, fuzzReader, mutateBytes, pick, type Mutation } from '@ganblocks/core/testing';
import { readIdx, type IdxArray } from './readIdx';

const FILES = 10_000;
const KINDS = [
  { type: 'ubyte', code: 8, bytes: 1, get: 'getUint8' },
  { type: 'byte', code: 9, bytes: 1, get: 'getInt8' },
  { type: 'short', code: 11, bytes: 2, get: 'getInt16' },
  { type: 'int', code: 12, bytes: 4, get: 'getInt32' },
  { type: 'float', code: 13, bytes: 4, get: 'getFloat32' },
  { type: 'double', code: 14, bytes: 8, get: 'getFloat64' },
] as const;

/** A file with the header of `shape` and as many values as `elements` says. */
function file(code: number, shape: readonly number[], bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(4 + 4 * shape.length + bytes.length);
  whole.set([0, 0, code, shape.length]);
  const view = new DataView(whole.buffer);
  shape.forEach((size, axis) => view.setUint32(4 + 4 * axis, size));
  whole.set(bytes, 4 + 4 * shape.length);
  return whole;
}

const productOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const seeds = Array.from({ length: 18 }, (_, number) => {
  const random = randomStream(number).split('seed');
  const { code, bytes } = KINDS[number % KINDS.length]!;
  const shape = Array.from({ length: 1 + below(random, 4) }, () => 1 + below(random, 5));
  const values = Uint8Array.from({ length: productOf(shape) * bytes }, () => below(random, 256));
  return file(code, shape, values);
});

/** Dimensions from 0 to 255, of ordinary, no and extreme sizes; the values may be those of the header or too few. */
function withShape(random: ReturnType<typeof randomStream>): Mutation {
  const sizes = [...EXTREME_INTEGERS].filter((size) => size < 2n ** 32n).map(Number);
  const dimensions = below(random, 256);
  const least = random.next() < 0.5 ? 1 : 0;
  const shape = Array.from({ length: dimensions }, () => (random.next() < 0.02 ? pick(random, sizes) : least + below(random, 1.2)));
  const { code, bytes } = pick(random, KINDS);
  const length = Math.min(productOf(shape) * bytes, 64);
  return { kind: 'dimensions', bytes: file(code, shape, new Uint8Array(length).fill(1)) };
}

function withSize(bytes: Uint8Array, random: ReturnType<typeof randomStream>): Mutation {
  const changed = Uint8Array.from(bytes);
  const size = Number(BigInt.asUintN(32, pick(random, EXTREME_INTEGERS)));
  new DataView(changed.buffer).setUint32(4 + 4 * below(random, changed[3]!), size);
  return { kind: 'size', bytes: changed };
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  return Uint8Array.from(bytes).fill(value, at, at + 1);
}

function* mutations(): Generator<Mutation> {
  for (let number = 0; number < FILES; number++) {
    const random = randomStream(12).split(`file ${number}`);
    const seed = pick(random, seeds);
    const choice = random.next();
    if (choice < 0.2) yield withShape(random);
    else if (choice < 0.3) yield withSize(seed, random);
    else if (choice < 0.4) yield { kind: 'code', bytes: withByte(seed, 2, below(random, 256)) };
    else if (choice < 0.5) yield { kind: 'dimensionCount', bytes: withByte(seed, 3, below(random, 256)) };
    else yield mutateBytes(seed, random, { head: 8 });
  }
}

/** Reads again, naively, what an accepted file's header says, and compares. */
function compare(bytes: Uint8Array, { type, shape, data }: IdxArray): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = KINDS.find(({ code }) => code === bytes[2])!;
  const start = 4 + 4 * shape.length;
  const sizes = Array.from({ length: bytes[3]! }, (_, axis) => view.getUint32(4 + 4 * axis));
  expect([type, shape.join(), data.length, bytes.length]).toEqual([
    kind.type,
    sizes.join(),
    productOf(sizes),
    start + data.length * kind.bytes,
  ]);
  const values = Array.from({ length: data.length }, (_, index) => view[kind.get](start + index * kind.bytes));
  expect([...data].every((value, index) => Object.is(value, values[index]))).toBe(true);
}

describe('readIdx', () => {
  test(`reads or refuses each of ${FILES} damaged files`, () => {
    const { accepted, refused } = fuzzReader(mutations(), {
      read: (bytes) => readIdx(bytes, { name: 'train-images-idx3-ubyte' }),
      verify: ({ bytes, value }) => (value ? compare(bytes, value) : undefined),
      memory: () => process.memoryUsage().arrayBuffers,
    });
    expect(accepted + refused).toBe(FILES);
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 20);
  });
});
