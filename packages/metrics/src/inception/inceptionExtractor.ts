import { check, printable } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { extractedOf } from '../extractors/extractedOf';
import type { Extractor } from '../extractors/extractor';
import { checkPrepared } from '../extractors/prepareImages';
import { openWeightFile, type WeightFileOptions } from '../weightFiles/weightFile';
import { inceptionLogits, inceptionMaps, pooledFeatures } from './inceptionNetwork';
import { inceptionPipelines, type InceptionPipeline } from './inceptionPipeline';
import { inceptionLayers } from './inceptionTopology';
import { disposeInception, inceptionWeights } from './inceptionWeights';

export interface InceptionExtractorOptions extends WeightFileOptions {
  /**
   * Whose way from bytes to the network. 'pytorchFid': two neighbours at half-pixel centres, v / 127.5 - 1. 'cleanFid': Pillow's bicubic filter, which
   * averages where it shrinks, cut to the range, (v - 128) / 128. 'tensorflow1', and torch-fidelity: two neighbours without half pixels,
   * (v - 128) / 128, logits without the last layer's bias, as the code of the Inception Score has them. Default: 'pytorchFid'.
   */
  readonly pipeline?: InceptionPipeline;
  /**
   * Blocks that `layers` gives, by name: 'Conv2d_1a_3x3' … 'maxpool1', 'maxpool2', 'Mixed_5b' … 'Mixed_7c'. Default: the four that pytorch-fid offers,
   * 'maxpool1', 'maxpool2', 'Mixed_6e', 'Mixed_7c'.
   */
  readonly layers?: readonly string[];
}

/**
 * Inception-v3 as FID has it: 2048 features and 1008 logits of colour images of 299 x 299. The weights are yours to bring, once: nothing is downloaded.
 * `docs/metrics.md` has the line that makes the file of the published one. Batch normalization is folded into the convolutions. The caller disposes it.
 *
 * @param bytes A safetensors file with the names of the PyTorch conversion: `Conv2d_1a_3x3.conv.weight`, …, `fc.bias`.
 * @throws GanError where a tensor is missing, unknown, not finite or of another shape, the hash is not the one asked for, or an option is unknown.
 * @see Heusel et al. 2017, GANs Trained by a Two Time-Scale Update Rule, https://arxiv.org/abs/1706.08500; Szegedy et al. 2016, Rethinking the Inception
 *   Architecture for Computer Vision, https://arxiv.org/abs/1512.00567
 * @example
 * async function fidOf(sampler: LabelledSampler, bytes: Uint8Array) {
 *   const extractor = await inceptionExtractor(bytes, { pipeline: 'cleanFid' });
 *   return evaluate(sampler, digits, { metrics: [fidMetric()], extractor, images: 50_000, batchSize: 16 });
 * }
 */
export async function inceptionExtractor(
  bytes: Uint8Array,
  { pipeline = 'pytorchFid', layers = ['maxpool1', 'maxpool2', 'Mixed_6e', 'Mixed_7c'], ...options }: InceptionExtractorOptions = {},
): Promise<Extractor> {
  const where = 'inceptionExtractor';
  check(
    Object.hasOwn(inceptionPipelines, pipeline),
    () => `${where}: pipeline must be one of ${Object.keys(inceptionPipelines).join(', ')}. Got '${printable(pipeline)}'.`,
  );
  const unknown = layers.filter((name) => !inceptionLayers.includes(name));
  check(
    layers.length > 0 && unknown.length === 0,
    () =>
      `${where}: layers must be of ${inceptionLayers.join(', ')}. Got ${printable((unknown.length > 0 ? unknown : layers).join(', ')) || 'none'}.`,
  );
  const { words, resize, normalize, biased } = inceptionPipelines[pipeline];
  const file = await openWeightFile(where, bytes, options);
  const weights = inceptionWeights(where, file);
  const own = { name: `FID Inception-v3, ${words}`, size: [299, 299], channels: 3 } as const;
  const mapsOf = (images: Tensor4D, names: readonly string[]): Tensor4D[] => {
    checkPrepared(images, own);
    return tf.tidy(() => inceptionMaps(normalize(images), weights, names));
  };
  return {
    ...own,
    weightsHash: file.hash,
    resize,
    layers: (images) => mapsOf(images, layers),
    async extract(images) {
      const outputs = tf.tidy((): [Tensor2D, Tensor2D] => {
        const [last] = mapsOf(images, ['Mixed_7c']);
        const features = pooledFeatures(last!);
        return [features, inceptionLogits(features, weights, biased)];
      });
      return extractedOf(outputs);
    },
    dispose: () => disposeInception(weights),
  };
}
