import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { installGradients } from '@ganblocks/core';
import { kernelsOf } from '../src/wasm/compiled/bindKernels';
import { ready } from '../src/wasm/index';
import { convolutionGrid, expectConvolution, type GridCase } from './grid';
import { fused, grouped, transposed } from './gridConvolutions';
import { product, productGrid } from './gridProducts';
import { guardAllocations, type GuardedAllocations } from './guardedAllocations';

/** Every how many cases the second derivatives are looked at too. */
const SECOND = 5;

/** Runs a check on each case; where one fails, says which. */
async function each<Case>(cases: readonly Case[], check: (example: Case, index: number) => Promise<void>): Promise<void> {
  expect(cases.length).toBeGreaterThan(10);
  for (const [index, example] of cases.entries()) {
    try {
      await check(example, index);
    } catch (cause) {
      throw new Error(`Case ${index} of ${cases.length}, ${JSON.stringify(example)}: ${String(cause)}`, { cause });
    }
  }
}

const undilated = ({ dilations }: GridCase): boolean => Math.max(...dilations) === 1;
const isNarrow = ({ inputShape, filterShape }: GridCase): boolean => inputShape[3] < 64 && filterShape[3] < 64;

/**
 * tfjs's ops on wasm, as they are registered with our kernels, beside double precision: values and derivatives over a grid of odd shapes, of which each
 * `every`-th. All memory lies between guard words.
 */
export function testGrid({ every, timeout }: { readonly every: number; readonly timeout: number }): void {
  let guards: GuardedAllocations;
  beforeAll(async () => {
    await ready;
    tf.env().set('IS_TEST', true);
    await tf.setBackend('wasm');
    installGradients();
    const module = kernelsOf(tf.backend())!;
    module.scratch.free();
    guards = guardAllocations(module.backend, module.memory);
  });
  afterAll(() => guards.finish());

  const whole = (name: string, run: () => Promise<void>): void =>
    test(
      name,
      async () => {
        const { numTensors } = tf.memory();
        await run();
        expect(tf.memory().numTensors).toBe(numTensors);
        guards.expectWhole();
      },
      timeout,
    );

  describe('of double precision, on all odd shapes', () => {
    whole('conv2d, to second order', () =>
      each(convolutionGrid({ every }), (example, index) => {
        const { strides, pad, dilations } = example;
        return expectConvolution(example, (x, w) => tf.conv2d(x, w, strides, pad, 'NHWC', dilations), { second: index % SECOND === 0 });
      }),
    );

    whole('depthwiseConv2d, to second order', () =>
      each(convolutionGrid({ every: Math.ceil(every / 3), outputs: [1, 2] }), (example, index) => {
        const { strides, pad, dilations, filterShape } = example;
        const [rows, columns, channels, multiplier] = filterShape;
        const asGroups: GridCase = { ...example, filterShape: [rows, columns, 1, channels * multiplier] };
        const convolve = (x: Tensor4D, w: Tensor4D): Tensor =>
          tf.depthwiseConv2d(x, tf.reshape(w, filterShape), strides, pad, 'NHWC', dilations);
        return expectConvolution(asGroups, convolve, { groups: channels, second: index % SECOND === 0 });
      }),
    );

    whole('conv2dTranspose', () => each(convolutionGrid({ every: 2 * every }).filter(undilated), transposed));
    whole('fused.conv2d', () => each(convolutionGrid({ every: 2 * every }), fused));
    whole('convolutions in 2 groups', () => each(convolutionGrid({ every: 4 * every }).filter(isNarrow), grouped(2)));
    whole('convolutions in 3 groups', () => each(convolutionGrid({ every: 4 * every }).filter(isNarrow), grouped(3)));
    whole('matMul', () => each(productGrid(Math.ceil(every / 4)), product));
  });
}
