import { check, printable } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { extractedOf } from '../extractors/extractedOf';
import type { Extractor } from '../extractors/extractor';
import { checkPrepared } from '../extractors/prepareImages';
import { openWeightFile, type WeightFileOptions } from '../weightFiles/weightFile';
import { perceptualClasses, perceptualMaps } from './perceptualNetwork';
import { layerChannels, perceptualTopologies, type PerceptualNetwork } from './perceptualTopology';
import { disposePerceptual, linWeights, perceptualWeights } from './perceptualWeights';

export interface PerceptualExtractorOptions extends WeightFileOptions {
  readonly network: PerceptualNetwork;
  /**
   * Layers that a distance looks at, by their number in torchvision's `features`. Default: those of LPIPS, [1, 4, 7, 9, 11] of AlexNet and
   * [3, 8, 15, 22, 29] of VGG-16; of VGG-19 those of pix2pixHD, [1, 6, 11, 20, 29].
   */
  readonly layers?: readonly number[];
  /** A safetensors file of the weights of LPIPS, `lin0.model.1.weight`, …, one a layer. Default: 1 for every channel. */
  readonly lin?: Uint8Array;
  /** Whether the dense layers are loaded too: 4096 features and 1000 logits of images of 224 x 224. Default: false. */
  readonly classifier?: boolean;
}

/** An extractor that has layers. */
export interface PerceptualExtractor extends Extractor {
  readonly layers: (images: Tensor4D) => readonly Tensor4D[];
}

/**
 * AlexNet, VGG-16 or VGG-19 of torchvision, for perceptual distances: `perceptualDistance({ layers: extractor.layers })`, path lengths. The weights are
 * yours to bring: nothing is downloaded. `features` are the means of each channel of the layers over positions, of images of any size; with
 * `classifier`, those of the last hidden layer. The caller disposes it.
 *
 * @param bytes A safetensors file with torchvision's names: `features.0.weight`, …, `classifier.6.bias`.
 * @throws GanError where a tensor is missing, unknown, not finite or of another shape, a hash is not the one asked for, or an option is out of range.
 * @see Zhang et al. 2018, The Unreasonable Effectiveness of Deep Features as a Perceptual Metric, https://arxiv.org/abs/1801.03924
 * @example
 * async function distanceBy(bytes: Uint8Array) {
 *   const vgg = await perceptualExtractor(bytes, { network: 'vgg19' });
 *   return perceptualDistance({ layers: vgg.layers });
 * }
 */
export async function perceptualExtractor(
  bytes: Uint8Array,
  { network, layers: chosen, lin, classifier = false, ...options }: PerceptualExtractorOptions,
): Promise<PerceptualExtractor> {
  const where = 'perceptualExtractor';
  check(
    Object.hasOwn(perceptualTopologies, network),
    () => `${where}: network must be one of ${Object.keys(perceptualTopologies).join(', ')}. Got '${printable(network)}'.`,
  );
  const topology = perceptualTopologies[network];
  const { title, layers: usual } = topology;
  const [layers, last] = [chosen ?? usual, topology.features.length - 1];
  check(
    layers.length > 0 && layers.every((layer) => Number.isInteger(layer) && layer >= 0 && layer <= last),
    () => `${where}: layers must be integers from 0 to ${last}. Got [${layers.join(', ')}].`,
  );
  const file = await openWeightFile(where, bytes, options);
  const linFile = lin && (await openWeightFile(`${where} lin`, lin, {}));
  const channels = layerChannels(topology);
  const layerWeights =
    linFile &&
    linWeights(
      linFile,
      layers.map((layer) => channels[layer]!),
    );
  const weights = perceptualWeights(where, file, topology, classifier);
  const learned = linFile ? `, LPIPS ${linFile.hash.slice(0, 8)}` : '';
  const own = {
    name: `${title}${classifier ? '' : `, layers ${layers.join(' ')}`}${learned}`,
    size: classifier ? ([224, 224] as const) : undefined,
    channels: 3,
  } as const;
  const mapsOf = (images: Tensor4D, wanted: readonly number[]): Tensor4D[] => {
    checkPrepared(images, own);
    return perceptualMaps(images, topology, weights, wanted);
  };
  return {
    ...own,
    weightsHash: file.hash,
    resize: 'pilBilinear',
    layers: (images) => mapsOf(images, layers),
    ...(layerWeights && { layerWeights }),
    async extract(images) {
      const outputs = tf.tidy((): [Tensor2D, Tensor2D?] => {
        if (classifier) return perceptualClasses(mapsOf(images, [last])[0]!, weights);
        const means = mapsOf(images, layers).map((map) => tf.mean<Tensor2D>(map, [1, 2]));
        return [tf.concat(means, 1)];
      });
      return extractedOf(outputs);
    },
    dispose: () => disposePerceptual(weights),
  };
}
