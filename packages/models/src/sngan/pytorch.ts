import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { type SnganConfig, snganConfig } from './config';

/** Published tensors in the layout of ours. */
type Layout = (first: Tensor, second: Tensor) => Tensor;

/** What one of our weights is made of: how, and the published names. */
type Source = readonly [layout: Layout, first: string, second?: string];

/** Sources by the names of our weights. */
type Sources = Readonly<Record<string, Source>>;

const same: Layout = (x) => tf.clone(x);
/** `[K, C]` → `[C, K]`. */
const dense: Layout = (x) => tf.transpose(x);
/** OIHW → HWIO. */
const convolution: Layout = (x) => tf.transpose(x, [2, 3, 1, 0]);
/** The right singular vector of a k×k convolution: (C, k, k) → (k, k, C). */
const taps =
  (kernelSize: number): Layout =>
  (v) =>
    tf.reshape(tf.transpose(tf.reshape(v, [-1, kernelSize, kernelSize]), [1, 2, 0]), [-1]);
/** Of what is an image next, the first axis: (C, H, W) → (H, W, C). */
const toImage =
  (size: number): Layout =>
  (x) => {
    const [units = 0, ...rest] = x.shape;
    const split = tf.reshape(x, [units / size ** 2, size, size, -1]);
    return tf.reshape(tf.transpose(split, [1, 2, 0, 3]), [units, ...rest]);
  };
/** Of a dense layer whose answer becomes an image. */
const projection =
  (size: number): Layout =>
  (x) =>
    tf.transpose(toImage(size)(x, x));
const half =
  (which: 0 | 1): Layout =>
  (x) =>
    tf.split(x, 2, 1)[which]!;

const normSources = (ours: string, published: string): Sources => ({
  [`${ours}/scale`]: [same, `${published}.weight`],
  [`${ours}/offset`]: [same, `${published}.bias`],
  [`${ours}/movingMean`]: [same, `${published}.running_mean`],
  [`${ours}/movingVariance`]: [same, `${published}.running_var`],
});

/** One table has the scales, then the offsets. */
const classNormSources = (ours: string, published: string): Sources => ({
  [`${ours}/scale`]: [half(0), `${published}.embed.weight`],
  [`${ours}/offset`]: [half(1), `${published}.embed.weight`],
  [`${ours}/movingMean`]: [same, `${published}.bn.running_mean`],
  [`${ours}/movingVariance`]: [same, `${published}.bn.running_var`],
});

/** Of a generator's block: blocks are counted from 2 there, after the dense layer. */
function upSources(ours: string, published: string, classes: number): Sources {
  const convolutionOf = (name: string, theirs: string): Sources => ({
    [`${ours}/${name}/kernel`]: [convolution, `${published}.${theirs}.weight`],
    [`${ours}/${name}/bias`]: [same, `${published}.${theirs}.bias`],
  });
  const normOf = (count: number): Sources =>
    classes > 0
      ? classNormSources(`${ours}/classConditionalBatchNorm${count}`, `${published}.b${count}`)
      : normSources(`${ours}/batchNorm${count}`, `${published}.b${count}`);
  const convolutions = { ...convolutionOf('conv1', 'c1'), ...convolutionOf('conv2', 'c2'), ...convolutionOf('shortcut/conv', 'c_sc') };
  return { ...normOf(1), ...normOf(2), ...convolutions };
}

function generatorSources({ generatorChannels, resolution, classes }: SnganConfig): Sources {
  const blocks = generatorChannels.length - 1;
  const size = resolution / 2 ** blocks;
  const last = blocks + 2;
  const ups = Array.from({ length: blocks }, (_, i) => upSources(`block${i + 1}`, `block${i + 2}`, classes));
  return Object.assign(
    { 'project/kernel': [projection(size), 'l1.weight'], 'project/bias': [toImage(size), 'l1.bias'] },
    ...ups,
    normSources('image/norm', `b${last}`),
    { 'image/kernel': [convolution, `c${last}.weight`], 'image/bias': [same, `c${last}.bias`] },
  ) as Sources;
}

function normalizedSources(ours: string, published: string, kernelSize: number): Sources {
  return {
    [`${ours}/kernel`]: [convolution, `${published}.weight_orig`],
    [`${ours}/bias`]: [same, `${published}.bias`],
    [`${ours}/u`]: [same, `${published}.weight_u`],
    [`${ours}/v`]: [taps(kernelSize), `${published}.weight_v`],
  };
}

const flat: Layout = (u) => tf.reshape(u, [-1]);
/** The right singular vector that a matrix `[K, C]` and its left one make: Wᵀu at length 1. */
const partner: Layout = (u, matrix) => {
  const v = tf.matMul(tf.reshape(u, [1, -1]), matrix);
  return tf.reshape(tf.div(v, tf.norm(v)), [-1]);
};

/** The dense layer alone is PyTorch's spectral norm; with classes it and the table are Mimicry's own, which keeps no v. */
function headSources(published: string, classes: number): Sources {
  if (classes === 0) {
    return {
      ...{ 'logit/kernel': [dense, `${published}.weight_orig`], 'logit/bias': [same, `${published}.bias`] },
      ...{ 'logit/u': [same, `${published}.weight_u`], 'logit/v': [same, `${published}.weight_v`] },
    };
  }
  return {
    ...{ 'logit/kernel': [dense, `${published}.weight`], 'logit/bias': [same, `${published}.bias`] },
    ...{ 'logit/u': [flat, `${published}.sn_u`], 'logit/v': [partner, `${published}.sn_u`, `${published}.weight`] },
    ...{ 'logit/table': [same, 'l_y.weight'], 'logit/tableU': [flat, 'l_y.sn_u'], 'logit/tableV': [partner, 'l_y.sn_u', 'l_y.weight'] },
  };
}

function discriminatorSources({ discriminatorChannels, halvings, classes }: SnganConfig): Sources {
  const blocks = discriminatorChannels.map((channels, i): Sources => {
    const [ours, published] = [`block${i + 1}`, `block${i + 1}`];
    const projected = i < halvings || channels !== discriminatorChannels[i - 1];
    return {
      ...normalizedSources(`${ours}/conv1`, `${published}.c1`, 3),
      ...normalizedSources(`${ours}/conv2`, `${published}.c2`, 3),
      ...(projected ? normalizedSources(`${ours}/shortcut/conv`, `${published}.c_sc`, 1) : {}),
    };
  });
  return Object.assign({}, ...blocks, headSources(`l${discriminatorChannels.length + 1}`, classes)) as Sources;
}

/** What PyTorch counts beside the weights, and nothing here needs. */
const isCounter = (name: string): boolean => /\.(num_batches_tracked|sn_sigma)$/.test(name);

/**
 * The Mimicry library's weights of SN-GAN or the projection cGAN as ours, by the names of our variables.
 *
 * `published` is the state of its generator or discriminator by name, as PyTorch has it: kernels OIHW, dense `[out, in]`. The configuration is
 * that of a preset 'mimicry-…', or any with `upsampling: 'bilinear'`, `rectifiedShortcuts` and `logitBias`. The caller disposes what
 * comes back; `published` stays the caller's.
 *
 * @throws GanError where published tensors are missing, or are not those of this configuration.
 * @see Lee & Town 2020, "Mimicry: Towards the Reproducibility of GAN Research", https://arxiv.org/abs/2005.02494
 */
export function snganFromMimicry(
  network: 'generator' | 'discriminator',
  published: Readonly<NamedTensorMap>,
  config: Partial<SnganConfig>,
): NamedTensorMap {
  const settings = snganConfig(config);
  const where = `snganFromMimicry: the ${network}`;
  const { networks, logitBias } = settings;
  check(networks === 'resnet' && logitBias, () => {
    return `${where} must be a residual network with logitBias. Got '${networks}' and ${logitBias}. Use a configuration such as that of the preset 'mimicry-32'.`;
  });
  const sources = Object.entries((network === 'generator' ? generatorSources : discriminatorSources)(settings));
  const used = new Set(sources.flatMap(([, [, first, second = first]]) => [first, second]));
  const missing = [...used].filter((name) => !published[name]);
  const left = Object.keys(published).filter((name) => !used.has(name) && !isCounter(name));
  check(missing.length + left.length === 0, () => {
    const listed = (title: string, names: readonly string[]) => (names.length > 0 ? ` ${title}: ${names.slice(0, 5).join(', ')}.` : '');
    return `${where} must have the published tensors of its configuration.${listed('Missing', missing)}${listed('Left over', left)} Use the configuration that they were trained with.`;
  });
  return tf.tidy(() =>
    Object.fromEntries(
      sources.map(([name, [layout, first, second = first]]) => [`${network}/${name}`, layout(published[first]!, published[second]!)]),
    ),
  );
}
