import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

type Color = readonly [red: number, green: number, blue: number];
type Shape = readonly [covers: (x: number, y: number) => boolean, color: Color];

const SKY: Color = [140, 205, 245];
const within = (x: number, y: number, left: number, top: number, right: number, bottom: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;
const disc = (x: number, y: number, cx: number, cy: number, radius: number): boolean => Math.hypot(x - cx, y - cy) < radius;

/** What lies in front comes first. Nothing of it looks the same from the left and from the right. */
const SHAPES: readonly Shape[] = [
  [(x, y) => within(x, y, 0.19, 0.56, 0.32, 0.69), [70, 110, 190]],
  [(x, y) => within(x, y, 0.4, 0.62, 0.49, 0.86), [110, 65, 40]],
  [(x, y) => y > 0.22 && y < 0.48 && Math.abs(x - 0.34) < (y - 0.22) * 1.05, [200, 60, 45]],
  [(x, y) => within(x, y, 0.14, 0.48, 0.54, 0.86), [245, 232, 210]],
  [(x, y) => disc(x, y, 0.79, 0.5, 0.13), [35, 110, 55]],
  [(x, y) => within(x, y, 0.76, 0.55, 0.82, 0.82), [120, 80, 50]],
  [(_, y) => y > 0.78, [80, 155, 60]],
  [(x, y) => disc(x, y, 0.6, 1.5, 0.85), [110, 190, 80]],
  [(x, y) => disc(x, y, 0.8, 0.2, 0.11), [255, 214, 50]],
];

const SAMPLES = 4;

function colorAt(x: number, y: number): Color {
  const front = SHAPES.find(([covers]) => covers(x, y));
  return front?.[1] ?? SKY;
}

/** A house by a tree, in the sun: `[1, size, size, 3]` in [-1, 1]. The caller disposes. */
export function drawnHouse(size: number): Tensor4D {
  const numbers = new Float32Array(size * size * 3);
  const fine = size * SAMPLES;
  for (let i = 0; i < fine; i++)
    for (let j = 0; j < fine; j++) {
      const pixel = (Math.floor(i / SAMPLES) * size + Math.floor(j / SAMPLES)) * 3;
      colorAt((j + 0.5) / fine, (i + 0.5) / fine).forEach((value, channel) => {
        numbers[pixel + channel]! += (value / 127.5 - 1) / SAMPLES ** 2;
      });
    }
  return tf.tensor4d(numbers, [1, size, size, 3]);
}
