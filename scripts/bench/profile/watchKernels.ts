import { performance } from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs-core';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { sum } from '../statistics';
import { type KernelCall, operationsOf } from './operations';

/** What the calls of one kind came to. */
export interface KernelTotal {
  readonly kernel: string;
  calls: number;
  /** Milliseconds, without the kernels that it called. */
  self: number;
  /** Read and written; views none. */
  bytes: number;
  /** Multiplications and additions, where they are known. */
  operations: number | undefined;
}

export interface WatchedStep {
  readonly totals: readonly KernelTotal[];
  /** Milliseconds in kernels, each counted once. */
  readonly inKernels: number;
  /** Milliseconds that watching itself took. */
  readonly watching: number;
}

export interface KernelWatch {
  /** What was seen since the last call. */
  take(): WatchedStep;
  /** Gives the kernels back as they were. */
  stop(): void;
}

const bytesOf = ({ shape, dtype }: TensorInfo): number =>
  dtype === 'string' ? 0 : shape.reduce((product, length) => product * length, tf.util.bytesPerElement(dtype));
/** Those that give their input's numbers as they are, in the same place. */
const views: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'ExpandDims']);
const isGiven = (tensor: TensorInfo | undefined): tensor is TensorInfo => tensor !== undefined;

const shapesOf = (tensors: readonly TensorInfo[]): string => tensors.map(({ shape }) => shape.join('x') || '1').join(' ');

/** The kernel, the shapes that it was called with, and those that it gave. */
export const byShape = ({ kernel, inputs, outputs }: KernelCall): string =>
  `${kernel} ${shapesOf(Object.values(inputs).filter(isGiven))} -> ${shapesOf(outputs)}`;
export const byKernel = ({ kernel }: KernelCall): string => kernel;

/**
 * Times all kernels of a backend from now on, by its registry: a kernel that calls others by TensorFlow.js has their time taken off its
 * own; one that calls another's function directly keeps it. Where a device works by itself, only handing the work over is timed.
 */
export function watchKernels(backend: string, groupOf: (call: KernelCall) => string = byKernel): KernelWatch {
  let totals = new Map<string, KernelTotal>();
  let [inKernels, watching] = [0, 0];
  /** Of each call that is under way, the milliseconds that were not its own. */
  const others: number[] = [];

  function note(call: KernelCall, self: number): void {
    const group = groupOf(call);
    const total = totals.get(group) ?? { kernel: group, calls: 0, self: 0, bytes: 0, operations: undefined };
    const operations = operationsOf(call);
    total.calls += 1;
    total.self += self;
    if (!views.has(call.kernel)) total.bytes += sum([...Object.values(call.inputs).filter(isGiven), ...call.outputs].map(bytesOf));
    if (operations !== undefined) total.operations = (total.operations ?? 0) + operations;
    totals.set(group, total);
  }

  function watched({ kernelName: kernel, kernelFunc: run }: KernelConfig): KernelConfig['kernelFunc'] {
    return (request) => {
      const started = performance.now();
      others.push(0);
      let outputs: TensorInfo | TensorInfo[] = [];
      try {
        return (outputs = run(request));
      } finally {
        const ended = performance.now();
        const self = ended - started - (others.pop() ?? 0);
        note({ kernel, inputs: request.inputs, attrs: request.attrs ?? {}, outputs: [outputs].flat() }, self);
        const noted = performance.now();
        inKernels += self;
        watching += noted - ended;
        if (others.length > 0) others[others.length - 1]! += noted - started;
      }
    };
  }

  const kernels = tf.getKernelsForBackend(backend).map((config) => ({ config, own: config.kernelFunc }));
  for (const { config } of kernels) config.kernelFunc = watched(config);
  return {
    take() {
      const seen = { totals: [...totals.values()], inKernels, watching };
      totals = new Map();
      [inKernels, watching] = [0, 0];
      return seen;
    },
    stop() {
      for (const { config, own } of kernels) config.kernelFunc = own;
    },
  };
}
