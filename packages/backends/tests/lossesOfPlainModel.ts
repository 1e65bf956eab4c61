import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';

/** The losses of a small network of tfjs-layers, whose code knows nothing of ours, over some epochs of one batch. Its convolutions are of every kind. */
export async function lossesOfPlainModel(epochs = 15): Promise<number[]> {
  const kernelInitializer = initializers.heNormal({ seed: 3 });
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [8, 8, 3], filters: 8, kernelSize: 3, padding: 'same', activation: 'relu', kernelInitializer }),
      layers.batchNormalization(),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.depthwiseConv2d({ kernelSize: 3, depthwiseInitializer: kernelInitializer }),
      layers.leakyReLU(),
      layers.conv2dTranspose({ filters: 4, kernelSize: 4, strides: 2, padding: 'same', kernelInitializer }),
      layers.flatten(),
      layers.dense({ units: 1, activation: 'tanh', kernelInitializer }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
  const [x, y] = [tf.randomUniform([32, 8, 8, 3], -1, 1, 'float32', 1), tf.linspace(-1, 1, 32)];
  const { history } = await model.fit(x, y, { epochs, batchSize: 32, shuffle: false });
  tf.dispose([x, y]);
  model.dispose();
  return history['loss'] as number[];
}
