import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import {
  batchNorm,
  type Block,
  conv2d,
  dense,
  dropout as dropoutLayer,
  ebganDecoder,
  ebganEncoder,
  flatten,
  input,
  type Part,
  relu,
  reshape,
  sequence,
  tanh,
  upConv2d,
} from '@ganblocks/layers';
import { byInputs } from '../parts/firstWeights';
import { type EbganConfig, ebganConfig } from './config';
import { gaussian, rectified } from './parts';

/** From images to codes, and back. */
interface Autoencoder {
  readonly encoder: Block;
  readonly decoder: Block;
}
type Settings = EbganConfig;

const ending = ({ decoderOutput }: Settings): readonly Part[] => (decoderOutput === 'tanh' ? [tanh({ name: 'decoder/tanh' })] : []);

/** The grid's: ReLU layers of one size, batch norm in all but the first, and one layer back. */
function denseAutoencoder(settings: Settings): Autoencoder {
  const { resolution, imageChannels, discriminatorLayers, discriminatorUnits, discriminatorDeviation, dropout } = settings;
  const initializer = gaussian(discriminatorDeviation);
  const layer = (i: number): readonly Part[] => {
    const name = `encoder/hidden${i + 1}`;
    const dropped = dropout > 0 ? [dropoutLayer({ rate: dropout, name: `${name}/dropout` })] : [];
    return [...rectified(discriminatorUnits, { initializer, norm: i > 0 }, name), ...dropped];
  };
  const layers = Array.from({ length: discriminatorLayers - 1 }, (_, i) => layer(i));
  return {
    encoder: sequence(flatten({ name: 'encoder/flatten' }), ...layers.flat()),
    decoder: sequence(
      dense({ units: resolution ** 2 * imageChannels, initializer, name: 'decoder' }),
      ...ending(settings),
      reshape({ shape: [resolution, resolution, imageChannels], name: 'decoder/reshape' }),
    ),
  };
}

/** Convolutions of 4 x 4 that halve the image, and their mirror image. */
function convolutionAutoencoder({ imageChannels, discriminatorWidth, halvings, decoderOutput }: Settings): Autoencoder {
  const args = { channels: discriminatorWidth, levels: halvings };
  return {
    encoder: (x) => ebganEncoder(args)(x, 'encoder'),
    decoder: (x) => ebganDecoder({ ...args, outputChannels: imageChannels, output: decoderOutput })(x, 'decoder'),
  };
}

/** PyTorch-GAN's: a convolution that halves the image, a short code without activation, and the way back by copies. */
function upsamplingAutoencoder(settings: Settings): Autoencoder {
  const { resolution, imageChannels, discriminatorWidth, codeSize, normEpsilon } = settings;
  const half = resolution / 2;
  const common = { kernelSize: 3, padding: 1, initializer: gaussian() };
  return {
    encoder: sequence(
      conv2d({ ...common, stride: 2, channels: discriminatorWidth, name: 'encoder/half' }),
      relu({ name: 'encoder/half/relu' }),
      flatten({ name: 'encoder/flatten' }),
      dense({ units: codeSize, initializer: byInputs, name: 'encoder/code' }),
    ),
    decoder: sequence(
      batchNorm({ epsilon: normEpsilon, name: 'decoder/code/norm' }),
      relu({ name: 'decoder/code/relu' }),
      dense({ units: half ** 2 * discriminatorWidth, initializer: byInputs, name: 'decoder/project' }),
      batchNorm({ name: 'decoder/project/norm' }),
      relu({ name: 'decoder/project/relu' }),
      reshape({ shape: [half, half, discriminatorWidth], name: 'decoder/reshape' }),
      upConv2d({ ...common, channels: imageChannels, name: 'decoder/image' }),
      ...ending(settings),
    ),
  };
}

const autoencoders = { dense: denseAutoencoder, convolution: convolutionAutoencoder, upsampling: upsamplingAutoencoder } as const;

/**
 * EBGAN's discriminator: an autoencoder, whose error at an image is the image's energy.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` in [-1, 1] → [reconstructions of the same shape, codes `[N, K]`, or `[N, h, w, K]` in
 * the convolutional form]. Training and inference differ by batch norm and dropout, where there are any. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Zhao, Mathieu & LeCun 2017, "Energy-based Generative Adversarial Network", sections 2.3 and 4, https://arxiv.org/abs/1609.03126
 * @example const model = ebganDiscriminator({ discriminatorLayers: 3, discriminatorUnits: 256 });
 */
export function ebganDiscriminator(config: Partial<EbganConfig> = {}): LayersModel {
  const settings = ebganConfig(config);
  const { networks, resolution, imageChannels, seed } = settings;
  const name = 'discriminator';
  const { encoder, decoder } = autoencoders[networks](settings);
  const images = input({ shape: [resolution, resolution, imageChannels], seed, network: name });
  const codes = encoder(images, '');
  return tfl.model({ inputs: images, outputs: [decoder(codes, ''), codes], name });
}
