import {
  biasAct,
  conv2d,
  dense,
  flatten,
  initializers,
  layerNorm,
  leakyRelu,
  type Part,
  relu,
  reshape,
  selfAttention,
  tanh,
} from '@ganblocks/layers';

/** What the critics are told apart by. */
export const kinds = ['leakyRelu', 'tanh', 'swish', 'layerNorm', 'selfAttention'] as const;
export type Kind = (typeof kinds)[number];

const swish = (): Part => biasAct({ activation: 'swish', gain: 1, useBias: false });
/** What follows each hidden layer. */
const after: Readonly<Record<Kind, () => readonly Part[]>> = {
  leakyRelu: () => [leakyRelu()],
  tanh: () => [tanh()],
  swish: () => [swish()],
  layerNorm: () => [layerNorm(), relu()],
  selfAttention: () => [leakyRelu()],
};

/** A critic of points: two hidden layers of 64, between them attention among 16 groups of 4 where it is asked for. */
export function planeCritic(kind: Kind): readonly Part[] {
  const among = [reshape({ shape: [4, 4, 4] }), selfAttention({ pool: 1, keyChannels: 4, valueChannels: 4 })];
  const attention = kind === 'selfAttention' ? [...among, flatten()] : [];
  // Wide first weights: smooth activations take long to bend on points this close together.
  const first = dense({ units: 64, initializer: initializers.normal({ deviation: 2 }) });
  return [flatten(), first, ...after[kind](), ...attention, dense({ units: 64 }), ...after[kind](), dense({ units: 1 })];
}

/** A critic of digits: two strided convolutions, between them attention among 14 × 14 places where it is asked for. */
export function digitCritic(kind: Kind): readonly Part[] {
  const down = (channels: number): Part => conv2d({ channels, kernelSize: 4, stride: 2, padding: 1 });
  const attention = kind === 'selfAttention' ? [selfAttention()] : [];
  return [down(16), ...after[kind](), ...attention, down(32), ...after[kind](), flatten(), dense({ units: 1 })];
}
