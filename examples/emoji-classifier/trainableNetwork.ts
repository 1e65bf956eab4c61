import {
  batchNorm,
  chain,
  conv2d,
  dense,
  globalAveragePool,
  maxPool,
  network,
  relu,
  type ModelNetwork,
  type Part,
} from '@ganblocks/layers';

/** The emoji network as it learns: with batch normalization, and with a second head that names the finer subgroups. */
export interface TrainableNetwork {
  /** `[N, 32, 32, 3]`, 0 where an emoji is white, to features `[N, 192]`. */
  readonly trunk: ModelNetwork;
  /** Features to logits of the groups `[N, 9]`. */
  readonly groups: ModelNetwork;
  /** Features to logits of the subgroups, for training only. */
  readonly subgroups: ModelNetwork;
  dispose(): void;
}

const convolution = (name: string, channels: number): readonly Part[] => [
  conv2d({ name, channels, kernelSize: 3, padding: 1, useBias: false }),
  batchNorm({ name: `${name}Norm` }),
  relu(),
];

const half = (): Part => maxPool({ size: 2, stride: 2 });

/** A fresh network by its seed. The caller disposes it. */
export function trainableNetwork({ seed, subgroups }: { readonly seed: number; readonly subgroups: number }): TrainableNetwork {
  const trunk = network(
    chain(
      { shape: [32, 32, 3], name: 'trunk', seed },
      ...[...convolution('conv1', 32), half(), ...convolution('conv2', 64), half()],
      ...[...convolution('conv3', 128), ...convolution('conv4', 128), half(), ...convolution('conv5', 192)],
      globalAveragePool(),
    ),
  );
  const head = (name: string, units: number): ModelNetwork => network(chain({ shape: [192], name, seed }, dense({ units, name: 'dense' })));
  const parts = { trunk, groups: head('groups', 9), subgroups: head('subgroups', subgroups) };
  return { ...parts, dispose: () => Object.values(parts).forEach((part) => part.dispose()) };
}
