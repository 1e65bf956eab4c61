import { type LatentSpace, type RandomStream, randomStream } from '@ganblocks/core';
import {
  chain,
  input,
  mappingNetwork,
  network,
  sequence,
  styleAt,
  stylegan2Base,
  stylegan2Synthesis,
  stylegan2ToRgb,
  truncation,
} from '@ganblocks/layers';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

/** Images of 1 x 1 pixel whose D channels are the latents themselves, and noise where asked for. */
export function plainSpace(distribution: 'normal' | 'uniform', { size = 3, noise = 0 } = {}): LatentSpace {
  return {
    ...{ name: 'z', size, distribution },
    draw: (count, random) =>
      (distribution === 'normal' ? random.normal([count, size]) : random.uniform([count, size], { low: -1, high: 1 })) as Tensor2D,
    render: (latents, { random }) =>
      tf.tidy(() => {
        const images = tf.reshape<tf.Rank.R4>(latents, [latents.shape[0], 1, 1, size]);
        return noise === 0 ? images : tf.add<Tensor4D>(images, random.normal(images.shape, { deviation: noise }));
      }),
  };
}

/**
 * A tiny StyleGAN2: z of 4 numbers, w of 6, images of 8 x 8 by 4 layers that take a style each; its average has seen 64 styles. All of it is
 * made of the blocks for real ones.
 */
export function styleganSpace(seed = 1): LatentSpace & { readonly average: tf.Variable; dispose(): void } {
  const [size, styles] = [6, 4];
  const mapping = network(chain({ shape: [4], name: 'mapping', seed }, mappingNetwork({ size, layers: 2 }), truncation({ momentum: 0 })));
  const latents = input({ shape: [styles, size], name: 'styles', seed });
  const [base, small, first, last] = [0, 1, 2, 3].map((layer) => sequence(styleAt({ layer }))(latents, `style${layer}`));
  const features = stylegan2Base({ channels: 4, latents: base! })(latents, '4x4');
  const image = stylegan2ToRgb({ latents: small! })(features, 'rgb4');
  const large = stylegan2Synthesis({ channels: 3, latents: [first!, last!] })(features, '8x8');
  const synthesis = network(tfl.model({ inputs: latents, outputs: stylegan2ToRgb({ latents: last!, image })(large, 'rgb8') }));

  const map = (count: number, random: RandomStream, training: boolean): Tensor2D =>
    tf.tidy(() => mapping.apply(random.normal([count, 4]), { training }) as Tensor2D);
  const [average] = mapping.statistics;
  map(64, randomStream(seed), true).dispose();
  return {
    ...{ name: 'w', size, styles, distribution: 'mapped', average: average! },
    draw: (count, random) => map(count, random, false),
    render: (w, { random }) =>
      tf.tidy(() => {
        const each: Tensor = w.rank === 3 ? w : tf.tile(tf.reshape<tf.Rank.R3>(w, [-1, 1, size]), [1, styles, 1]);
        return synthesis.apply(each, { training: false, random }) as Tensor4D;
      }),
    centre: () => tf.clone(average!) as Tensor as Tensor1D,
    dispose() {
      mapping.dispose();
      synthesis.dispose();
    },
  };
}
