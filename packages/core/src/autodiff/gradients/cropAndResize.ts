import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { run, savedAt, zerosOf } from './build';
import { copiedFrom } from './origins';
import { coordinateGradient, imageGradient } from './sampling';
import type { Sampling } from './sampling';

interface Cropping {
  cropSize: [number, number];
  method: 'bilinear' | 'nearest';
}

/** Positions along one side are linear in the box: boxes [B, y1 x1 y2 x2] times this matrix [4, crop] → [B, crop], in pixels. */
function positions(crop: number, size: number, side: 0 | 1): Tensor2D {
  const matrix = new Float32Array(4 * crop);
  for (let i = 0; i < crop; i++) {
    const share = crop > 1 ? i / (crop - 1) : 0.5;
    matrix[side * crop + i] = (1 - share) * (size - 1);
    matrix[(side + 2) * crop + i] = share * (size - 1);
  }
  return tf.tensor2d(matrix, [4, crop]);
}

/** What bilinear cropping reads, and how its gradient goes back to the boxes. */
function cropped(image: Tensor, boxes: Tensor, numbers: Tensor, [height, width]: [number, number]): Sampling {
  const [count = 0] = boxes.shape;
  const down = constant(() => positions(height, image.shape[1] ?? 1, 0));
  const across = constant(() => positions(width, image.shape[2] ?? 1, 1));
  const full = constant(() => tf.ones([count, height, width]));
  // The kernel itself says which pixels it reads: of an image of ones it leaves zeros where it does not.
  const read = constant(() => {
    const ones = tf.ones([...image.shape.slice(0, 3), 1]);
    const attributes = { cropSize: [height, width], method: 'nearest', extrapolationValue: 0 };
    return tf.reshape(run('CropAndResize', { image: ones, boxes, boxInd: numbers }, attributes), [count, height, width]);
  });
  return {
    grid: {
      image,
      numbers: constant(() => tf.reshape(numbers, [count, 1, 1])),
      rows: tf.mul(tf.reshape(tf.matMul(boxes as Tensor2D, down), [count, height, 1]), full),
      columns: tf.mul(tf.reshape(tf.matMul(boxes as Tensor2D, across), [count, 1, width]), full),
      read,
    },
    backward: (rows, columns) =>
      tf.add(tf.matMul(tf.sum<Tensor2D>(rows, 2), down, false, true), tf.matMul(tf.sum<Tensor2D>(columns, 1), across, false, true)),
  };
}

/** Bilinear by the image and by the boxes, nearest by the image; what lies outside the image is constant. */
const cropAndResize: Gradient = {
  kernelName: 'CropAndResize',
  inputsToSave: ['image', 'boxes', 'boxInd'],
  gradFunc: (dy, saved, attributes) => {
    const [image, boxes, boxInd] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
    const { cropSize, method } = attributes as unknown as Cropping;
    const sampling = (): Sampling => cropped(image, boxes, boxInd, cropSize);
    const nearest = method === 'nearest';
    return {
      image: () =>
        nearest
          ? copiedFrom('CropAndResize', dy as Tensor, image, boxInd, { boxes, boxInd }, { ...attributes, extrapolationValue: 0 })
          : imageGradient(dy as Tensor, sampling().grid),
      boxes: () => (nearest ? zerosOf(boxes) : coordinateGradient(dy as Tensor, sampling())),
      boxInd: () => zerosOf(boxInd),
    };
  },
};

/** Crops of images. */
export const cropping: readonly Gradient[] = [cropAndResize];
