import { check } from '@ganblocks/core';
import { emojiWeightShapes, type EmojiWeight, type EmojiWeights } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TrainableNetwork } from './trainableNetwork';

/** Batch normalization's default. */
const epsilon = 1e-5;

/**
 * The weights of `emojiNetwork` that compute what the trained network does in inference: with g = scale / √(movingVariance + ε), kernels become g K and
 * biases offset - g movingMean. The caller disposes them.
 */
export function foldNorms({ trunk, groups }: TrainableNetwork): EmojiWeights {
  const variables = [...trunk.trainable, ...trunk.statistics, ...groups.trainable];
  const read = (name: string): Tensor => {
    const found = variables.find((variable) => variable.name === name);
    check(
      found !== undefined,
      () => `foldNorms: the network must have '${name}'. It has ${variables.map((variable) => variable.name).join(', ')}.`,
    );
    return found;
  };
  const weightOf = (name: EmojiWeight): Tensor => {
    const [layer = '', part] = name.split('/');
    if (layer === 'dense') return tf.clone(read(`groups/${name}`));
    const norm = (which: string): Tensor => read(`trunk/${layer}Norm/${which}`);
    const gain = tf.div(norm('scale'), tf.sqrt(tf.add(norm('movingVariance'), epsilon)));
    return part === 'kernel' ? tf.mul(read(`trunk/${name}`), gain) : tf.sub(norm('offset'), tf.mul(gain, norm('movingMean')));
  };
  const names = Object.keys(emojiWeightShapes) as EmojiWeight[];
  return Object.fromEntries(names.map((name) => [name, tf.tidy(() => weightOf(name))])) as EmojiWeights;
}
