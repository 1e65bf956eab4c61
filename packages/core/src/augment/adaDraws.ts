import type { RandomStream } from '../contracts/randomStream';
import { brightnessMatrix, contrastMatrix, hueMatrix, lumaFlipMatrix, saturationMatrix } from './colorMatrices';
import type { Magnitudes, Strengths } from './adaStrengths';
import { between, gated, gaussian, integerIn } from './draws';
import { identity, type Matrix, product, rotation2d, scaling2d, translation2d } from './matrix';

/** What the draws of one image come from. */
export interface AdaDraw {
  readonly random: RandomStream;
  readonly strengths: Strengths;
  readonly magnitudes: Magnitudes;
  readonly probability: number;
}

const quarterTurns: readonly Matrix[] = [
  identity(3),
  [[0, -1, 0], [1, 0, 0], [0, 0, 1]],
  scaling2d(-1, -1),
  [[0, 1, 0], [-1, 0, 0], [0, 0, 1]],
]; // prettier-ignore

/** 2 to a Gaussian power. */
const factor = (random: RandomStream, deviation: number): number => 2 ** (deviation * gaussian(random));

/** Draws a matrix if the transformation takes part at all; with the probability, else none. */
function maybe({ random, strengths, probability }: AdaDraw, name: keyof Strengths, draw: () => Matrix): readonly Matrix[] {
  if (strengths[name] === 0) return [];
  return gated(random, strengths[name] * probability, () => [draw()], []);
}

/** Rotates before or after or both with the probability p together, so each with 1 - √(1 - p). */
function maybeRotation({ random, strengths, magnitudes, probability }: AdaDraw): readonly Matrix[] {
  if (strengths.rotate === 0) return [];
  const each = 1 - Math.sqrt(1 - Math.min(1, strengths.rotate * probability));
  const most = Math.PI * magnitudes.rotate;
  return gated(random, each, () => [rotation2d(between(random, -most, most))], []);
}

/** The inverse of one image's geometric transformation, on columns (x, y, 1) in pixels from the middle. */
export function drawGeometry(at: AdaDraw, { height, width }: { readonly height: number; readonly width: number }): Matrix {
  const { random, magnitudes } = at;
  const shift = (most: number, size: number): number => Math.round(between(random, -most, most) * size) + 0;
  return product(
    identity(3),
    ...maybe(at, 'flip', () => scaling2d(integerIn(random, 2) === 0 ? 1 : -1, 1)),
    ...maybe(at, 'rotate90', () => quarterTurns[integerIn(random, 4)] ?? identity(3)),
    ...maybe(at, 'integerTranslation', () =>
      translation2d(shift(magnitudes.integerTranslation, width), shift(magnitudes.integerTranslation, height)),
    ),
    ...maybe(at, 'scale', () => {
      const s = factor(random, magnitudes.scale);
      return scaling2d(1 / s, 1 / s);
    }),
    ...maybeRotation(at),
    ...maybe(at, 'anisotropicScale', () => {
      const s = factor(random, magnitudes.anisotropicScale);
      return scaling2d(1 / s, s);
    }),
    ...maybeRotation(at),
    ...maybe(at, 'fractionalTranslation', () =>
      translation2d(
        -magnitudes.fractionalTranslation * gaussian(random) * width,
        -magnitudes.fractionalTranslation * gaussian(random) * height,
      ),
    ),
  );
}

/** One image's colour transformation, on columns (r, g, b, 1). */
export function drawColors(at: AdaDraw, channels: number): Matrix {
  const { random, magnitudes } = at;
  const inColor = (draw: () => readonly Matrix[]): readonly Matrix[] => (channels > 1 ? draw() : []);
  const inTurn = [
    ...maybe(at, 'brightness', () => brightnessMatrix(magnitudes.brightness * gaussian(random))),
    ...maybe(at, 'contrast', () => contrastMatrix(factor(random, magnitudes.contrast))),
    ...maybe(at, 'lumaFlip', () => (integerIn(random, 2) === 0 ? identity(4) : lumaFlipMatrix())),
    ...inColor(() => maybe(at, 'hue', () => hueMatrix(between(random, -Math.PI * magnitudes.hue, Math.PI * magnitudes.hue)))),
    ...inColor(() => maybe(at, 'saturation', () => saturationMatrix(factor(random, magnitudes.saturation)))),
  ];
  return product(identity(4), ...inTurn.reverse());
}

/** The share of natural images' power that each of the four octaves has. */
const bandPower = [10 / 13, 1 / 13, 1 / 13, 1 / 13];

/** One image's gains of the bands, each change made up for by the others so that a natural image keeps its power. */
export function drawGains({ random, strengths, magnitudes, probability }: AdaDraw): readonly number[] {
  let gains = bandPower.map(() => 1);
  if (strengths.filter === 0) return gains;
  bandPower.forEach((power, band) => {
    const gain = gated(random, strengths.filter * probability, () => factor(random, magnitudes.filter), undefined);
    if (gain === undefined) return;
    const norm = Math.sqrt(1 + power * (gain ** 2 - 1));
    gains = gains.map((other, i) => (other * (i === band ? gain : 1)) / norm);
  });
  return gains;
}

/** One image's deviation of noise. */
export const drawNoise = ({ random, strengths, magnitudes, probability }: AdaDraw): number =>
  strengths.noise === 0 ? 0 : gated(random, strengths.noise * probability, () => magnitudes.noise * Math.abs(gaussian(random)), 0);

/** Middle and size of what is cut out of one image, as shares of it. */
export function drawCutout({ random, strengths, magnitudes, probability }: AdaDraw): { center: [number, number]; size: [number, number] } {
  if (strengths.cutout === 0) return { center: [0, 0], size: [0, 0] };
  const size = gated(random, strengths.cutout * probability, () => magnitudes.cutout, 0);
  return { center: [random.next(), random.next()], size: [size, size] };
}
