import type { Tensor } from '@tensorflow/tfjs-core';
import { type CallArgs, check, GanError, type RandomStream } from '@ganblocks/core';

/** What tfjs passes to `call`: an object that any caller may have filled. */
export type Kwargs = Record<string, unknown>;

export interface ResolvedCall extends CallArgs {
  readonly updateStatistics: boolean;
  /** Whether weights fit themselves to this batch; see `initializeByData`. */
  readonly initialize: boolean;
}

/** The call as layers read it: tfjs's own `predict` passes nothing, which means inference. */
export function readCall(kwargs: Kwargs | undefined): ResolvedCall {
  const { training = false, updateStatistics = training, initialize = false, random } = (kwargs ?? {}) as Partial<ResolvedCall>;
  return { training, updateStatistics, initialize, ...(random ? { random } : {}) };
}

/** The random stream of a call, for a layer that cannot do without. */
export function randomOf(where: string, { random }: CallArgs): RandomStream {
  check(random !== undefined, () => {
    return `${where}: the call must carry a random stream. Got none. Pass it on: network.apply(x, { training: true, random }).`;
  });
  return random;
}

/** The one input of a layer: tfjs passes a list through models and a tensor from `apply`. */
export function only<T extends Tensor = Tensor>(inputs: Tensor | Tensor[]): T {
  if (!Array.isArray(inputs)) return inputs as T;
  const [first, ...rest] = inputs;
  if (first && rest.length === 0) return first as T;
  throw new GanError(`layer: exactly one input was expected. Got ${inputs.length}.`);
}

/** The inputs of a layer that has several, in the order in which they are named. */
export function several<T extends readonly Tensor[]>(
  where: string,
  names: { readonly [K in keyof T]: string },
  inputs: Tensor | Tensor[],
): T {
  const list = Array.isArray(inputs) ? inputs : [inputs];
  check(list.length === names.length, () => {
    return `${where}: the inputs must be [${names.join(', ')}]. Got ${list.length}. In a chain, pass the others by conditioned(layer, …).`;
  });
  return list as unknown as T;
}
