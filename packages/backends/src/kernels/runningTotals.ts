import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import type { Kernel } from './kernel';

/** A kernel along one axis, counted from the front: counted from the end, the stock ones give a broken shape or reach beyond their memory. */
export const axisFromTheFront = ({ name, build }: Kernel): Kernel => ({
  name,
  build: (original): KernelFunc => {
    const run = build(original);
    return (call) => {
      const { axis } = call.attrs as unknown as { axis: number };
      const { shape } = call.inputs['x'] as Tensor;
      return run(axis < 0 ? { ...call, attrs: { ...call.attrs, axis: axis + shape.length } } : call);
    };
  },
});

const asItIs = (name: string): Kernel => ({ name, build: (original): KernelFunc => original! });

/** cumsum and cumprod along any axis. */
export const runningTotals: readonly Kernel[] = [tf.Cumsum, tf.Cumprod].map(asItIs).map(axisFromTheFront);
