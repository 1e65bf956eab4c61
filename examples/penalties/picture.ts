import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import type { Picture } from '@ganblocks/data';
import { ringPoints } from './ring';
import { programs } from './stock';

const SIDE = 240;
const GAP = 12;
const DATA = [190, 195, 205] as const;
const SAMPLE = [59, 91, 219] as const;

/** Dots of 2 × 2 pixels, one for each point of [-1.1, 1.1]². */
async function plot(picture: Picture, panel: number, points: Tensor, color: readonly number[]): Promise<void> {
  const values = await points.data();
  points.dispose();
  for (let i = 0; i < values.length; i += 2) {
    const [x, y] = [values[i]!, -values[i + 1]!].map((value) => Math.round(((value + 1.1) / 2.2) * SIDE));
    if (x! < 0 || y! < 0 || x! > SIDE - 2 || y! > SIDE - 2) continue;
    for (const [right, down] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const)
      // prettier-ignore
      picture.data.set(color, 3 * ((y! + down) * picture.width + panel * (SIDE + GAP) + x! + right));
  }
}

/** Samples over the data: untrained, trained on stock TensorFlow.js, trained on ours; the same plain program with a critic of self-attention. */
export async function picture(): Promise<Picture> {
  const width = 3 * SIDE + 2 * GAP;
  const sheet: Picture = { width, height: SIDE, channels: 3, data: new Uint8Array(width * SIDE * 3).fill(255) };
  const untrained = await programs('selfAttention', 0);
  const trained = await programs('selfAttention', 1500);
  for (const [panel, result] of [untrained.ours, trained.stock, trained.ours].entries()) {
    await plot(sheet, panel, ringPoints(1500, randomStream(9)), DATA);
    if (typeof result === 'object') await plot(sheet, panel, tf.clone(result.points), SAMPLE);
  }
  for (const result of [...Object.values(untrained), ...Object.values(trained)]) if (typeof result === 'object') tf.dispose(result.points);
  return sheet;
}
