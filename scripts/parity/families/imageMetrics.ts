import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import {
  featureRows,
  laplacianBands,
  lerp,
  msSsim,
  patchDescriptors,
  patchDistance,
  pathDistances,
  resizeImages,
  slerp,
  ssim,
  trimmedMean,
  type Features,
} from '@ganblocks/metrics';
import { check } from '@ganblocks/core';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf, numbersOf, shapeOf } from '../hyperparameters';
import { floats, imagesOf, integerRows, rowsOf, scalar, table, vector } from './metricTensors';

type Values = Record<string, GoldenArray>;

function resized(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const [height = 0, width = 0] = numbersOf(golden, 'out');
  const to = (rule: 'bilinear' | 'tf1Bilinear'): Tensor => resizeImages(input('x') as Tensor4D, { size: [height, width], rule });
  return { half_pixel: to('bilinear'), legacy: to('tf1Bilinear') };
}

function similarity(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const [x, y] = [imagesOf(stored('x')), imagesOf(stored('y'))];
  const [k1, k2] = [numberOf(golden, 'K1', 0.01), numberOf(golden, 'K2', 0.03)];
  const options = { range: numberOf(golden, 'L'), weights: numbersOf(golden, 'weights'), k1, k2 };
  const { mean, perImage } = msSsim(x, y, options);
  return {
    ms_ssim: scalar(mean),
    ms_ssim_per_image: scalar(mean),
    per_image: vector(perImage),
    ms_ssim_per_channel: scalar(msSsim(x, y, { ...options, per: 'channel' }).mean),
    ssim: scalar(ssim(x, y, { range: options.range, k1, k2 }).mean),
  };
}

/** The directions are stored as columns. */
function transposed({ data, shape: [rows = 0, columns = 0] }: GoldenTensor): Features {
  return featureRows(
    Float64Array.from({ length: rows * columns }, (_, i) => Number(data[(i % rows) * columns + Math.floor(i / rows)])),
    rows,
  );
}

async function slicedDistances(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> {
  const [levels, patch, perImage] = [numberOf(golden, 'levels'), numberOf(golden, 'patch'), numberOf(golden, 'patches_per_image')];
  const [a, b] = await Promise.all(['a', 'b'].map(async (name) => laplacianBands(imagesOf(stored(name)), levels)));
  check(a !== undefined && b !== undefined, () => `${golden.name}: there must be two sets of images.`);
  const patches = (bands: typeof a, set: string, level: number): Features => {
    const positions = integerRows(stored(`pos_${set}_l${level}`)).flatMap(([y = 0, x = 0], p) => [Math.floor(p / perImage), y, x]);
    const band = bands[level];
    check(band !== undefined, () => `${golden.name}: there must be a band ${level}.`);
    return patchDescriptors(band, Int32Array.from(positions), patch);
  };
  const distances = a.map((band, level) =>
    patchDistance(patches(a, 'a', level), patches(b, 'b', level), {
      channels: band.shape[3],
      directions: transposed(stored(`dirs_l${level}`)),
    }),
  );
  return {
    ...Object.fromEntries(a.map((band, level) => [`band_a_l${level}`, { shape: [...band.shape], data: band.data }])),
    swd_levels: vector(distances),
    swd_x1e3_mean: scalar((1000 * distances.reduce((sum, value) => sum + value, 0)) / levels),
  };
}

/** tanh(z w) in float64. */
function mappedRows({ rows, columns, data }: Features, w: Float32Array, size: number): Features {
  const mapped = new Float64Array(rows * size);
  for (let i = 0; i < mapped.length; i++) {
    for (let k = 0; k < columns; k++) mapped[i]! += data[Math.floor(i / size) * columns + k]! * w[k * size + (i % size)]!;
  }
  return featureRows(mapped.map(Math.tanh), size);
}

async function pathLengths(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> {
  const epsilon = numberOf(golden, 'epsilon');
  const [z0, z1, t] = [rowsOf(stored('z0')), rowsOf(stored('z1')), floats(stored('t'))];
  const weights = (name: string): Tensor2D => tf.tensor2d(floats(stored(name)), shapeOf(golden, name) as [number, number]);
  const [mapping, synthesis] = [weights('map_w'), weights('syn_w')];
  const render = (w: Tensor2D): Tensor4D =>
    tf.tidy(() => tf.reshape(tf.tanh(tf.matMul(w, synthesis)), [w.shape[0], 1, 1, synthesis.shape[1]]));
  const mapped = (z: Tensor2D): Tensor2D => tf.tidy(() => tf.tanh(tf.matMul<Tensor2D>(z, mapping)));
  // In float64: the steps are small beside what float32 leaves of a point.
  const matrix = stored('map_w');
  const ends = [z0, z1].map((z) => mappedRows(z, floats(matrix), matrix.shape[1] ?? 0)) as [Features, Features];
  const further = Float64Array.from(t, (value) => value + epsilon);
  const [start, end] = [new Float64Array(t.length), new Float64Array(t.length).fill(epsilon)];
  const inW = (from: ArrayLike<number>, to: ArrayLike<number>): Promise<Float64Array> =>
    pathDistances(lerp(...ends, from), lerp(...ends, to), { render, epsilon });
  const [at, after] = [slerp(z0, z1, t), slerp(z0, z1, further)];
  const distancesZ = await pathDistances(at, after, { render: (z) => render(mapped(z)), epsilon });
  const distancesW = await inW(t, further);
  return {
    slerp_t: table(at.data, at.rows, at.columns),
    slerp_t_eps: table(after.data, after.rows, after.columns),
    distances_w: vector(distancesW),
    distances_z: vector(distancesZ),
    ppl_w_full: scalar(trimmedMean(distancesW)),
    ppl_z_full: scalar(trimmedMean(distancesZ)),
    ppl_w_end: scalar(trimmedMean(await inW(start, end))),
  };
}

/** Metrics of images themselves. */
export const imageMetrics: readonly Family[] = [
  { pattern: /^metric-fid-resize/, outputs: (input, golden) => resized(input, golden) },
  { pattern: /^metric-ms-ssim/, values: async (stored, golden) => similarity(stored, golden) },
  { pattern: /^metric-swd/, values: slicedDistances },
  { pattern: /^metric-ppl/, values: pathLengths },
];
