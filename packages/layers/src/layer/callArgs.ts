import type { Tensor } from '@tensorflow/tfjs-core';
import { type CallArgs, GanError } from '@ganblocks/core';

/** What tfjs passes to `call`: an object that any caller may have filled. */
export type Kwargs = Record<string, unknown>;

export interface ResolvedCall extends CallArgs {
  readonly updateStatistics: boolean;
}

/** The call as layers read it: tfjs's own `predict` passes nothing, which means inference. */
export function readCall(kwargs: Kwargs | undefined): ResolvedCall {
  const { training = false, updateStatistics = training, random } = (kwargs ?? {}) as Partial<CallArgs>;
  return { training, updateStatistics, ...(random ? { random } : {}) };
}

/** The one input of a layer: tfjs passes a list through models and a tensor from `apply`. */
export function only<T extends Tensor = Tensor>(inputs: Tensor | Tensor[]): T {
  if (!Array.isArray(inputs)) return inputs as T;
  const [first, ...rest] = inputs;
  if (first && rest.length === 0) return first as T;
  throw new GanError(`layer: exactly one input was expected. Got ${inputs.length}.`);
}
