import * as tf from '@tensorflow/tfjs-core';
import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';

/** One step of the tape; see `tape.ts` of tfjs-core. */
export interface TapeNode {
  readonly outputs: readonly Tensor[];
  /** What the gradient needs, kept until the tape has been run back. */
  readonly saved?: readonly Tensor[] | null;
}

/** By name, or a list; some kernels take lists under a name. */
export type KernelInputs = Record<string, Tensor | readonly Tensor[] | null | undefined>;

/** The parts of tfjs-core's engine that are private in its types and that automatic differentiation is made of (4.22). */
export interface Engine {
  readonly state: {
    kernelDepth: number;
    readonly gradientDepth: number;
    activeTape?: TapeNode[] | null;
    /** The ops that are running, the innermost last, by name: `div__op` within `divNoNan__op`. */
    readonly scopeStack: readonly { readonly name: string }[];
  };
  addTapeNode(
    kernelName: string,
    inputs: KernelInputs,
    outputs: readonly Tensor[],
    gradient: unknown,
    saved: readonly Tensor[],
    attributes: unknown,
  ): void;
  customGrad: CustomGrad;
  saveTensorsForBackwardMode(tensors: readonly (Tensor | readonly Tensor[] | null | undefined)[]): Tensor[];
}

type Differentiable = (...inputsAndSave: (Tensor | ((tensors: Tensor[]) => void))[]) => { value: Tensor; gradFunc: unknown };
export type CustomGrad = (f: Differentiable) => (...inputs: Tensor[]) => Tensor;
export type AddNode = Engine['addTapeNode'];

/** The engine is one per process, whichever copy of tfjs-core asks for it. */
export const engine = (): Engine => tf.engine() as unknown as Engine;

/** A gradient as this library writes it. */
export type Gradient = GradConfig;
