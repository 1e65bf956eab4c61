import { beforeAll, expect, test } from '@jest/globals';
import { GanError } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '../useBackend';
import { refuseFullHeap, type TfjsHeap } from './refuseFullHeap';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

/** Floats of all that an address reaches, which something is in already. */
const almostAll = 2 ** 30 - 2 ** 14;

test('a tensor that the heap has no room for is an error, and what was there stays as it was', async () => {
  const [few, before] = [tf.tensor1d([1, 2, 3]), tf.memory().numTensors];
  const message = /^wasm: expected 4,096 MiB more of the heap for a tensor\. The heap, which has grown to .* smaller batch/;
  expect(() => tf.tidy(() => tf.fill([almostAll], 1))).toThrow(message);
  expect(() => tf.tidy(() => tf.fill([almostAll], 1))).toThrow(GanError);
  expect(tf.memory().numTensors).toBe(before);
  expect([...(await tf.add(few, 1).data())]).toEqual([2, 3, 4]);
});

test('more bytes than an address counts are not taken for fewer', () => {
  expect(() => tf.tidy(() => tf.fill([1_100_000_000], 1))).toThrow('wasm: expected 4,197 MiB more of the heap');
});

/** As Emscripten makes it: the first call puts the binary's function in the place. */
function heapOf(room: number): TfjsHeap {
  let free = room;
  const allocate = (bytes: number): number => (bytes <= free ? ((free -= bytes), 8) : 0);
  const heap: TfjsHeap = {
    _malloc: (bytes) => (heap._malloc = allocate)(bytes),
    _free: () => (free = room),
  };
  return heap;
}

test('holds from the first allocation on, once, also for what takes no room', () => {
  const heap = heapOf(16);
  refuseFullHeap(heap);
  const { _malloc: guard } = heap;
  refuseFullHeap(heap);
  expect(heap._malloc).toBe(guard);
  expect(heap._malloc(16)).toBe(8);
  expect(heap._malloc(0)).toBe(8);
  expect(() => heap._malloc(1)).toThrow('wasm: expected 1 MiB more of the heap for a tensor. The heap may have 4,096 MiB');
});

test('memory that ends beyond the last address is not there, and is not given back', () => {
  const freed: number[] = [];
  const heap: TfjsHeap = { _malloc: (bytes) => (bytes === 1 ? 8 : 0xd0000000 | 0), _free: (address) => void freed.push(address) };
  refuseFullHeap(heap);
  expect(heap._malloc(2 ** 29)).toBe(0xd0000000);
  expect(() => heap._malloc(2 ** 30)).toThrow('wasm: expected 1,024 MiB more of the heap');
  expect(freed).toEqual([8]);
});
