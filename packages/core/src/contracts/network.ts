import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { RandomStream } from './randomStream';

/** What every call of a network carries. Layers read it; an adapter copies it per call, because tfjs writes into its kwargs. */
export interface CallArgs {
  readonly training: boolean;
  /** Noise, dropout; required where a layer draws. */
  readonly random?: RandomStream;
  /** Whether moving averages and power iterations move. Default: `training`. */
  readonly updateStatistics?: boolean;
}

/** A network as losses and training see it. `@ganblocks/layers` adapts a tfjs model (`network(model)`); a hand-written one needs only this. */
export interface Network<In = Tensor, Out = Tensor> {
  readonly name: string;
  apply(inputs: In, call: CallArgs): Out;
  /** What learns: fixed order, unique names. */
  readonly trainable: readonly Variable[];
  /** Moving averages, `u` vectors: saved, averaged or copied, never trained. */
  readonly statistics: readonly Variable[];
  /**
   * Whether what it makes of an example depends on that example alone, and a call draws nothing and moves nothing, so that one call may
   * judge several batches side by side. Default: not known, hence no.
   */
  readonly perExample?: boolean;
}
