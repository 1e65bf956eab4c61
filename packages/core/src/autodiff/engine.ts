import * as tf from '@tensorflow/tfjs-core';
import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';

/** One step of the tape; see `tape.ts` of tfjs-core. */
export interface TapeNode {
  readonly kernelName: string;
  readonly inputs: KernelInputs;
  readonly outputs: readonly Tensor[];
  /** From the derivatives by the outputs (null: none) to those by each input, computed when asked for. */
  readonly gradient?: ((dys: readonly (Tensor | null)[]) => Readonly<Record<string, () => Tensor>>) | null;
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
    readonly activeScope?: { readonly id: number } | null;
  };
  addTapeNode(
    kernelName: string,
    inputs: KernelInputs,
    outputs: readonly Tensor[],
    gradient: unknown,
    saved: readonly Tensor[],
    attributes: unknown,
  ): void;
  /** What the tape saves with; `tf.clone` is another. */
  clone(x: Tensor): Tensor;
  customGrad: CustomGrad;
  startTape(): void;
  endTape(): void;
  tidy<T>(name: string, run: () => T): T;
  gradients: Gradients;
  saveTensorsForBackwardMode(tensors: readonly (Tensor | readonly Tensor[] | null | undefined)[]): Tensor[];
}

type Differentiable = (...inputsAndSave: (Tensor | ((tensors: Tensor[]) => void))[]) => { value: Tensor; gradFunc: unknown };
export type CustomGrad = (f: Differentiable) => (...inputs: Tensor[]) => Tensor;
/** The value of f and its gradients by xs, times dy. */
export type Gradients = (
  f: () => Tensor,
  xs: readonly Tensor[],
  dy?: Tensor | null,
  allowNoGradients?: boolean,
) => { readonly value: Tensor; readonly grads: (Tensor | undefined)[] };
export type AddNode = Engine['addTapeNode'];

/** The engine is one per process, whichever copy of tfjs-core asks for it. */
export const engine = (): Engine => tf.engine() as unknown as Engine;

/** A gradient as this library writes it. */
export type Gradient = GradConfig;
