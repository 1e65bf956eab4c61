import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../errors/index';
import type { Engine, Gradients } from './engine';
import { gradientStore, type GradientStore } from './gradientStore';
import { tapeBetween, type Step } from './tapeBetween';

/**
 * `engine.gradients`, by which all derivatives are taken, as tfjs defines it, with less work and memory: a gradient function may return the
 * derivative that it was given, and what is no longer needed is freed on the way: derivatives that were passed on, and in the outermost
 * gradient what was saved.
 */
export const backPropagation =
  (engine: Engine): Gradients =>
  (f, xs, dy, allowNoGradients = false) => {
    check(xs.length > 0, () => 'gradients() received an empty list of xs.');
    check(dy?.dtype === undefined || dy.dtype === 'float32', () => `dy must have 'float32' dtype, but has '${dy?.dtype}'`);
    const y = recorded(engine, f);
    check(y instanceof tf.Tensor, () => 'The result y returned by f() must be a tensor.');
    const tape = engine.state.activeTape ?? [];
    const steps = tapeBetween(tape, xs, y);
    check(
      allowNoGradients || steps.length > 0,
      () =>
        'Cannot compute gradient of y=f(x) with respect to x. Make sure that the f you passed encloses all operations that lead from x to y.',
    );
    const isOutermost = engine.state.gradientDepth === 0;
    return engine.tidy('backward', () => {
      const store = gradientStore(engine, xs);
      store.add(y, dy ?? tf.ones(y.shape));
      for (const step of steps.reverse()) {
        passBack(engine, step, store);
        if (isOutermost) tf.dispose([...(step.node.saved ?? [])]);
      }
      const grads = store.results();
      if (isOutermost) {
        for (const { saved } of tape) tf.dispose([...(saved ?? [])]);
        engine.state.activeTape = null;
      }
      return { value: y, grads };
    });
  };

/** Runs f with its kernels on the tape. */
function recorded(engine: Engine, f: () => Tensor): Tensor {
  engine.startTape();
  try {
    return engine.tidy('forward', f);
  } finally {
    engine.endTape();
  }
}

/** From the derivatives by a step's outputs to those by its inputs. */
function passBack(engine: Engine, step: Step, store: GradientStore): void {
  const { node, inputs } = step;
  const dys = node.outputs.map((output) => store.of(output));
  const dxs = engine.tidy('gradient', () => gradientsOf(step, dys));
  inputs.forEach(([, x], index) => store.add(x, dxs[index]!));
  store.free(dxs);
  for (const output of node.outputs) store.release(output);
}

function gradientsOf({ node: { gradient, kernelName }, inputs }: Step, dys: readonly (Tensor | null)[]): Tensor[] {
  check(gradient != null, () => `Cannot compute gradient: gradient function not found for ${kernelName}.`);
  const byInput = gradient(dys);
  return inputs.map(([name, x]) => {
    const dx = byInput[name]?.();
    check(
      dx !== undefined,
      () => `Cannot backprop through input ${name} of ${kernelName}. Available gradients found: ${Object.keys(byInput).join()}.`,
    );
    check(
      dx.dtype === 'float32' && tf.util.arraysEqual(dx.shape, x.shape),
      () =>
        `Error in gradient for op ${kernelName}. The gradient of input '${name}' must be float32 of its shape, ${x.shape.join()}. ` +
        `Got ${dx.dtype} of the shape ${dx.shape.join()}.`,
    );
    return dx;
  });
}
