import type { GanSystem, Stateful } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { optimizersOf } from '../rates';

type System = Pick<GanSystem<never>, 'networks' | 'state'>;

/** Parts of a system's state that are no optimizers. */
function otherState(system: System): readonly (readonly [string, Stateful])[] {
  const optimizers = optimizersOf(system);
  return Object.entries(system.state).filter(([key]) => !optimizers.has(key));
}

const keepsAccount = (part: Stateful): boolean => Object.keys(part.toJson()).length > 0;

/**
 * The variables that forward passes may move: the networks' statistics, and those of state that is nothing but variables, such as a running mean
 * of path lengths. State that keeps account beside its variables, such as ADA's, is left out: it adds up over parts.
 */
export function movingVariables(system: System): tf.Variable[] {
  const statistics = Object.values(system.networks).flatMap((network) => network.statistics);
  const state = otherState(system).flatMap(([, part]) => (keepsAccount(part) ? [] : Object.values(part.tensors())));
  const variables = [...statistics, ...state].filter((tensor): tensor is tf.Variable => tensor instanceof tf.Variable);
  return [...new Set(variables)].filter(({ dtype }) => dtype === 'float32');
}

/** What the state that keeps account says, by its key. */
export function accountsOf(system: System): ReadonlyMap<string, string> {
  return new Map(otherState(system).map(([key, part]) => [key, JSON.stringify(part.toJson())]));
}
