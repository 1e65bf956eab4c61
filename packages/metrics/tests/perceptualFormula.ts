import * as tf from '@tensorflow/tfjs-core';
import { perceptualExtractor } from '../src/perceptual/perceptualExtractor';
import { featureKernels, perceptualTopologies, type PerceptualNetwork } from '../src/perceptual/perceptualTopology';
import { formulaNumbers } from './formulaFeatures';
import { torchFile } from './torchFile';

/** A file of the convolutions of a network, with weights by formula. */
export const perceptualFile = (network: PerceptualNetwork): Uint8Array => {
  const shapes = [...featureKernels(perceptualTopologies[network])].flatMap(
    ([i, [height, width, inputs, outputs]]): [string, number[]][] => [
      [`features.${i}.weight`, [outputs, inputs, height, width]],
      [`features.${i}.bias`, [outputs]],
    ],
  );
  return torchFile(`${network}/`, new Map(shapes));
};

/** Two images by formula, `[2, side, side, 3]`. */
export const perceptualImages = (network: PerceptualNetwork, side: number): tf.Tensor4D => {
  const number = formulaNumbers(`${network}/input`);
  const data = Float32Array.from({ length: 2 * side * side * 3 }, (_, i) => 2 * number(i) - 1);
  return tf.tensor4d(data, [2, side, side, 3]);
};

/** Columns of the features that are looked at; -1: the last. */
const columns = [0, 70, 300, 900, -1];

/** What a network makes of the second image: the mean of each layer, and some of the features. Leaks nothing. */
export const perceptualNumbers = async (network: PerceptualNetwork, side: number): Promise<{ means: number[]; features: number[] }> => {
  const extractor = await perceptualExtractor(perceptualFile(network), { network });
  const images = perceptualImages(network, side);
  const maps = extractor.layers(images);
  const means = await Promise.all(
    maps.map(async (map) => {
      const data = await map.data<'float32'>();
      const second = data.subarray(data.length / 2);
      return second.reduce((sum, value) => sum + value, 0) / second.length;
    }),
  );
  const { features } = await extractor.extract(images);
  tf.dispose([images, ...maps]);
  extractor.dispose();
  const row = features.data.subarray(features.columns);
  return { means, features: columns.map((column) => row.at(column)!) };
};
