import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

const halved = { stride: 2, padding: 1 };

/** pix2pix's U-Net of three levels; a skip carries a level's input before its leaky ReLU, or behind it (`-inplace`). */
function unet(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const kernel = (name: string): Tensor4D => input(`${name}_w`) as Tensor4D;
  const leaky = (x: Tensor4D): Tensor4D => ops.leakyRelu(x, { slope: numberOf(golden, 'lrelu') });
  const skip = golden.name.endsWith('-inplace') ? leaky : (x: Tensor4D): Tensor4D => x;
  const normalized = (x: Tensor4D, name: string): Tensor4D => {
    const [scale, offset] = [input(`${name}_scale`) as Tensor1D, input(`${name}_bias`) as Tensor1D];
    return ops.batchNorm(x, { scale, offset, epsilon: numberOf(golden, 'bn_eps') });
  };
  const outer = ops.conv2d(input('x') as Tensor4D, kernel('d0'), halved);
  const middle = normalized(ops.conv2d(leaky(outer), kernel('d1'), halved), 'd1');
  const innermost = ops.conv2d(leaky(middle), kernel('d2'), halved);
  const up2 = normalized(ops.conv2dTranspose(tf.relu(innermost), kernel('u2'), halved), 'u2');
  const up1 = normalized(ops.conv2dTranspose(tf.relu(tf.concat([skip(middle), up2], 3)), kernel('u1'), halved), 'u1');
  const joined = tf.relu(tf.concat([skip(outer), up1], 3));
  return { y: tf.tanh(ops.conv2dTranspose(joined, kernel('u0'), { ...halved, bias: input('u0_b') as Tensor1D })) };
}

export const unets: readonly Family[] = [{ pattern: /^layer-unet-skip(-inplace)?$/, outputs: unet }];
