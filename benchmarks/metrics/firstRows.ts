import { join } from 'node:path';
import type { ImageTable } from '@ganblocks/data';
import { perceptualDistance, prepareImages, type Extractor, type Features } from '@ganblocks/metrics';
import { inceptionFromFile, perceptualFromFile } from '@ganblocks/metrics/node';
import * as tf from '@tensorflow/tfjs-core';
import { imagesOf } from './imagesOf';

/** Numbers of the first images, image by image. */
export interface FirstRows {
  readonly figure: string;
  readonly rows: readonly (readonly number[])[];
}

const count = 4;

/** What our pipelines and networks make of the first images. */
export async function firstRows(folder: string, a: ImageTable, b: ImageTable): Promise<readonly FirstRows[]> {
  const [first, second] = [await imagesOf(a, 0, count), await imagesOf(b, 0, count)];
  const results: FirstRows[] = [];
  for (const pipeline of ['pytorchFid', 'tensorflow1', 'cleanFid'] as const) {
    const extractor = await inceptionFromFile(join(folder, 'weights.safetensors'), { pipeline });
    results.push({ figure: `features, ${pipeline}`, rows: rowsOf((await extracted(first, extractor)).features) });
    extractor.dispose();
  }
  for (const network of ['alexnet', 'vgg16', 'vgg19'] as const) {
    const file = join(folder, `${network}.safetensors`);
    const classifier = await perceptualFromFile(file, { network, classifier: true });
    // As the peer resizes, which has images of 224 x 224 from the start.
    const { logits } = await extracted(first, { ...classifier, resize: 'bilinear' });
    results.push({ figure: `logits, ${network}`, rows: logits ? rowsOf(logits) : [] });
    classifier.dispose();
    if (network === 'vgg19') continue;
    const trunk = await perceptualFromFile(file, { network, lin: join(folder, `lpips-${network}.safetensors`) });
    const distance = perceptualDistance({ layers: trunk.layers, ...(trunk.layerWeights && { weights: trunk.layerWeights }) });
    const distances = tf.tidy(() => distance(first, second));
    results.push({ figure: `distances, ${network}`, rows: Array.from(await distances.data(), (value) => [value]) });
    distances.dispose();
    trunk.dispose();
  }
  tf.dispose([first, second]);
  return results;
}

async function extracted(images: tf.Tensor4D, extractor: Extractor): ReturnType<Extractor['extract']> {
  const prepared = prepareImages(images, extractor);
  const outputs = await extractor.extract(prepared);
  prepared.dispose();
  return outputs;
}

const rowsOf = ({ rows, columns, data }: Features): readonly (readonly number[])[] =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
