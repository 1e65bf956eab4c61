import { assignNamed, check, ema as averageOf, type Ema, type GanSystem } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { EmaSettings } from './trainOptions';

/** The averaged weights of a run, through phases that replace networks. */
export interface RunAverage {
  /** As of the last `refresh`; `null` where the run keeps none. */
  readonly ema: Ema | null;
  /** Follows the system's networks; where they have been replaced, averages of the same name and shape are carried over. */
  refresh(): void;
  /** Disposes the averages, unless they are the caller's own. */
  close(): void;
}

/** Makes the averages of a system by the run's settings, or takes the caller's own. */
export function runAverage(system: GanSystem<unknown, unknown>, settings: EmaSettings | Ema | null): RunAverage {
  if (settings === null || 'update' in settings) return { ema: settings, refresh: () => undefined, close: () => undefined };
  let [averaged, variables] = [networksAverage(system, settings), variablesOf(system)];
  return {
    get ema() {
      return averaged;
    },
    refresh() {
      const present = variablesOf(system);
      if (present.length === variables.length && present.every((variable, index) => variable === variables[index])) return;
      const before = averaged;
      [averaged, variables] = [networksAverage(system, settings), present];
      carryOver(before, averaged);
      before.dispose();
    },
    close: () => averaged.dispose(),
  };
}

/** One average of several networks; each network has its own names, so that two may use the same ones. */
function networksAverage(system: GanSystem<unknown, unknown>, { networks: names = sampledNetworks(system), ...options }: EmaSettings): Ema {
  const averages = names.map((name) => {
    const network = system.networks[name];
    check(network !== undefined, () => {
      return `train: ema.networks must name networks of '${system.name}'. Got '${name}'. Choose from ${Object.keys(system.networks).join(', ')}.`;
    });
    return { name, average: averageOf([network], options) };
  });
  const tensors = (): tf.NamedTensorMap =>
    Object.fromEntries(
      averages.flatMap(({ name, average }) => Object.entries(average.tensors()).map(([key, tensor]) => [`${name}/${key}`, tensor])),
    );
  return {
    update(progress) {
      for (const { average } of averages) average.update(progress);
    },
    during(use) {
      let lent = use;
      for (const { average } of averages) {
        const inner = lent;
        lent = () => average.during(inner);
      }
      return lent();
    },
    tensors,
    toJson: () => ({}),
    restore: (saved) => assignNamed(variablesByKey(tensors()), saved, { where: 'averaged weights' }),
    dispose() {
      for (const { average } of averages) average.dispose();
    },
  };
}

/** The networks that sampling may use. */
function sampledNetworks({ networks }: GanSystem<unknown, unknown>): string[] {
  return Object.keys(networks).filter((name) => !/^(discriminator|critic)/.test(name));
}

function carryOver(from: Ema, to: Ema): void {
  const target = variablesByKey(to.tensors());
  for (const [name, tensor] of Object.entries(from.tensors())) {
    const variable = target.get(name);
    if (variable && tf.util.arraysEqual(variable.shape, tensor.shape)) variable.assign(tensor);
  }
}

function variablesByKey(tensors: tf.NamedTensorMap): ReadonlyMap<string, tf.Variable> {
  return new Map(Object.entries(tensors).flatMap(([name, tensor]) => (tensor instanceof tf.Variable ? [[name, tensor]] : [])));
}

function variablesOf({ networks }: GanSystem<unknown, unknown>): readonly tf.Variable[] {
  return Object.values(networks).flatMap(({ trainable, statistics }) => [...trainable, ...statistics]);
}
