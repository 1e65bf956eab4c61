import { layers } from '@tensorflow/tfjs-layers';
import { type Part, scale, tanh } from '@ganblocks/layers';

/** Images in [-1, 1] of the numbers before them. The sigmoid's [0, 1] is 2σ(a) - 1 = tanh(a / 2). */
export function pixels(output: 'tanh' | 'sigmoid' | 'linear'): readonly Part[] {
  if (output === 'linear') return [];
  const halved = output === 'sigmoid' ? [scale({ factor: 0.5, name: 'image/half' })] : [];
  return [...halved, tanh({ name: 'image/tanh' })];
}

/** Images in [0, 1], where black is 0: for papers to which that matters, by dropout, noise or the lack of biases. */
export const fromZero = (path: string): Part => layers.rescaling({ scale: 0.5, offset: 0.5, name: `${path}/fromZero` });
