import type { SceneTables } from '../src/datasets/sceneImages';
import { OUTLINE, emojiSceneLabels, sceneLabelOf } from '../src/node/emoji/scenes/emojiSceneLabels';

/** What the maps of emoji say, compared with their images, over the pixels that are two or more away from any boundary. */
export interface SceneAgreement {
  /** Such pixels of shapes, and of the background. */
  readonly inside: number;
  readonly outside: number;
  /** The share of those inside whose label is that of the image's colour there. */
  readonly labelled: number;
  /** The share of those outside that are white. */
  readonly white: number;
  /** The mean absolute difference, in bytes, of the pixels of an instance from their own mean. */
  readonly deviation: number;
  /** The highest label and instance of all pixels. */
  readonly highest: readonly [label: number, instance: number];
}

const BLACK = emojiSceneLabels.findIndex(({ name }) => name === 'black');
const AWAY = 2;
const STEPS = Array.from({ length: 2 * AWAY + 1 }, (_, at) => at - AWAY);
const AROUND = STEPS.flatMap((dy) => STEPS.map((dx) => [dy, dx] as const));

/** Compares image by image. */
export async function sceneAgreement({ images, labelMaps, instanceMaps }: SceneTables): Promise<SceneAgreement> {
  const [height, width] = images.imageShape;
  const sums = { inside: 0, outside: 0, labelled: 0, white: 0, deviation: 0 };
  const highest: [number, number] = [0, 0];
  for (let row = 0; row < images.size; row++) {
    const index = Int32Array.of(row);
    const [image, labels, bytes] = [await images.read(index), await labelMaps.read(index), await instanceMaps.read(index)];
    const instances = Int32Array.from(labels, (_, at) => bytes[2 * at]! + 256 * bytes[2 * at + 1]!);
    highest[0] = labels.reduce((one, other) => Math.max(one, other), highest[0]);
    highest[1] = instances.reduce((one, other) => Math.max(one, other), highest[1]);
    for (const [instance, pixels] of insides(instances, width, height)) {
      sums[instance === 0 ? 'outside' : 'inside'] += pixels.length;
      for (const at of pixels) {
        const color = (image[3 * at]! << 16) | (image[3 * at + 1]! << 8) | image[3 * at + 2]!;
        if (instance === 0) sums.white += Number(Math.min(...image.subarray(3 * at, 3 * at + 3)) > 250);
        else sums.labelled += Number(labelOf(color) === (labels[at] === OUTLINE ? BLACK : labels[at]));
      }
      if (instance !== 0) sums.deviation += deviationOf(image, pixels);
    }
  }
  const { inside, outside, labelled, white, deviation } = sums;
  return { inside, outside, labelled: labelled / inside, white: white / outside, deviation: deviation / (3 * inside), highest };
}

/** The pixels of each instance that lie away from all others. */
function insides(instances: Int32Array, width: number, height: number): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let y = AWAY; y < height - AWAY; y++) {
    for (let x = AWAY; x < width - AWAY; x++) {
      const at = y * width + x;
      const instance = instances[at]!;
      if (!AROUND.every(([dy, dx]) => instances[at + dy * width + dx] === instance)) continue;
      const place = places.get(instance);
      if (place) place.push(at);
      else places.set(instance, [at]);
    }
  }
  return places;
}

/** Σ |color − mean| over pixels and channels. */
function deviationOf(image: Uint8Array, pixels: readonly number[]): number {
  const ofChannel = (channel: number): number => {
    const mean = pixels.reduce((sum, at) => sum + image[3 * at + channel]!, 0) / pixels.length;
    return pixels.reduce((sum, at) => sum + Math.abs(image[3 * at + channel]! - mean), 0);
  };
  return ofChannel(0) + ofChannel(1) + ofChannel(2);
}

const known = new Map<number, number>();

function labelOf(color: number): number {
  const label = known.get(color) ?? sceneLabelOf(color);
  known.set(color, label);
  return label;
}
