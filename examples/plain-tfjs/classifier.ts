import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { digits } from './digits';

/** How many digits to learn from, and to be tested on. */
export interface Counts {
  readonly train?: number;
  readonly test?: number;
}

/** Trains a small convolutional network for one epoch, as any program of TensorFlow.js does. Returns the share of test digits that it names right. */
export async function trainClassifier({ train = 30_000, test = 10_000 }: Counts = {}): Promise<number> {
  const kernelInitializer = initializers.heNormal({ seed: 7 });
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [28, 28, 1], filters: 16, kernelSize: 3, activation: 'relu', kernelInitializer }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu', kernelInitializer }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 10, activation: 'softmax', kernelInitializer }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(3e-3), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const [known, unknown] = [digits('train', train), digits('t10k', test)];
  try {
    await model.fit(known.images, known.labels, { batchSize: 64, epochs: 1, shuffle: false });
    const [loss, accuracy] = model.evaluate(unknown.images, unknown.labels) as [tf.Scalar, tf.Scalar];
    const [share = NaN] = await accuracy.data();
    tf.dispose([loss, accuracy]);
    return share;
  } finally {
    tf.dispose([known, unknown]);
    model.dispose();
  }
}
