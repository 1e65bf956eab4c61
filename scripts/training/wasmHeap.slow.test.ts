import { beforeAll, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { mnist } from '@ganblocks/data/node';
import { dcgan } from '@ganblocks/models';
import { train } from '@ganblocks/training';
import * as tf from '@tensorflow/tfjs-core';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

const BATCH = 32;
const STEPS = 1_000;
const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** Bytes of the heap of tfjs's wasm backend, with one thread and with several. */
function heapBytes(): number {
  const { wasm } = tf.backend() as unknown as { wasm: { asm?: { memory?: WebAssembly.Memory }; wasmMemory?: WebAssembly.Memory } };
  return (wasm.asm?.memory ?? wasm.wasmMemory)!.buffer.byteLength;
}

// Between two collections of garbage the resident set rises by some 100 MB: what stays is what it falls back to.
test('1,000 steps of a DCGAN: as many tensors, the same heap, the same resident set', async () => {
  const gan = dcgan({ resolution: 28, imageChannels: 1, latentSize: 64, width: 32, seed: 1 });
  const steps: { tensors: number; bytes: number; heap: number; resident: number }[] = [];
  await train(gan, mnist({ split: 'test' }), {
    ...{ images: STEPS * BATCH, batchSize: BATCH, seed: 5, ema: null },
    observers: [
      {
        step: () => {
          const { numTensors: tensors, numBytes: bytes } = tf.memory();
          steps.push({ tensors, bytes, heap: heapBytes(), resident: process.memoryUsage.rss() });
        },
      },
    ],
  });
  gan.dispose();
  expect(steps).toHaveLength(STEPS);
  const late = steps.slice(50);
  const lowest = (from: number, to: number): number => megabytes(Math.min(...steps.slice(from, to).map(({ resident }) => resident)));
  const [first, second] = [lowest(50, STEPS / 2), lowest(STEPS / 2, STEPS)];
  const { tensors, heap } = late[0]!;
  console.info(`${tensors} tensors, a heap of ${megabytes(heap)} MB, a resident set of ${first} MB, then ${second} MB`);
  expect(new Set(late.map((step) => step.bytes)).size).toBeLessThanOrEqual(2);
  expect(late.filter((step) => step.tensors !== tensors)).toEqual([]);
  expect(late.filter((step) => step.heap !== heap)).toEqual([]);
  expect(second - first).toBeLessThan(32);
}, 600_000);
