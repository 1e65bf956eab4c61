import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerVariable } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import type * as ops from '@ganblocks/core/ops';
import type { Initializer } from '../initializers/initializer';
import type { ResolvedCall } from '../layer/callArgs';

/**
 * How a layer's kernel is made of the numbers that it stores: plain data, so that it is saved with the layer and safe to share.
 * Made by `spectralNorm()`, `equalizedLearningRate()`, `weightNorm()`; several are applied in the order of their list.
 */
export interface Reparam {
  readonly kind: string;
  readonly [option: string]: string | number | boolean;
}

/** One of them or several, as the option `reparam` takes them. */
export type Reparams = Reparam | readonly Reparam[];

/** Where a reparametrization works: one kernel of one layer. */
export interface ReparamSite {
  /** What is stored, of the effective kernel's shape. */
  readonly kernel: LayerVariable;
  /** The kernel as those before it in the list make it, inside a tidy. */
  readonly before: (call: ResolvedCall) => Tensor;
  readonly outputAxis: ops.OutputAxis;
  /** The number of outputs, K. */
  readonly outputs: number;
  /** Makes one more weight of the layer, named after the kernel. */
  readonly weight: (
    name: string,
    shape: readonly number[],
    initializer: Initializer,
    options?: { readonly trainable?: boolean },
  ) => LayerVariable;
}

/** A reparametrization at work on one kernel. All run inside a tidy. */
export interface AttachedReparam {
  /** The kernel so far → the kernel, of the same shape. */
  kernel(kernel: Tensor, call: ResolvedCall): Tensor;
  /** The stored bias → the bias. Default: as it is. */
  bias?(bias: Tensor1D): Tensor1D;
  /** The bias → what must be stored, the inverse of `bias`: needed beside it where another one fits the layer to data. */
  storedBias?(bias: Tensor1D): Tensor1D;
  /** Fits what it stores to the layer's responses, without bias, on one batch, and sets the bias; see `initializeByData`. */
  readonly initialize?: (responses: () => Tensor, setBias: (bias: Tensor1D) => void) => void;
}

export interface ReparamKind {
  /** Throws where a recipe's options are out of range, before any weight is made. Default: all are right. */
  readonly check?: (reparam: Reparam) => void;
  /** How the stored kernel begins where the layer is not told. Default: as without reparametrization. */
  initializer?(reparam: Reparam): Initializer;
  attach(reparam: Reparam, site: ReparamSite): AttachedReparam;
}

/** One registry a process, as of layers. */
const key = Symbol.for('@ganblocks/layers/reparams');
const host = globalThis as unknown as Record<symbol, Map<string, ReparamKind> | undefined>;
const registry = (): Map<string, ReparamKind> => (host[key] ??= new Map<string, ReparamKind>());

/**
 * Makes a reparametrization of your own known by its word, which layers save.
 *
 * @throws GanError where the word is taken by another.
 * @example
 * registerReparam('exampleHalf', { attach: () => ({ kernel: (kernel) => tf.mul(kernel, 0.5) }) });
 * const half = dense({ units: 4, reparam: { kind: 'exampleHalf' } });
 */
export function registerReparam(kind: string, implementation: ReparamKind): void {
  check(!registry().has(kind), () => `registerReparam: the word '${kind}' is taken. Choose another, with a prefix of your own.`);
  registry().set(kind, implementation);
}

/** For this package's own, which a second build of it may bring again. */
export const registerBuiltInReparam = (kind: string, implementation: ReparamKind): void => void registry().set(kind, implementation);

/** The implementation of a recipe; throws where nobody registered it. */
export function reparamKind(where: string, { kind }: Reparam): ReparamKind {
  const implementation = registry().get(kind);
  check(implementation !== undefined, () => {
    const known = [...registry().keys()].join(', ') || 'none';
    return `${where}: reparam must be one that is registered. Got '${kind}', known are: ${known}. Import what makes it, or call registerReparam.`;
  });
  return implementation;
}

/** The option as a list. */
export const listOf = (reparam: Reparams): readonly Reparam[] =>
  Array.isArray(reparam) ? (reparam as readonly Reparam[]) : [reparam as Reparam];
