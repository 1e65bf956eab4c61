import { check, GanError, type GanSystem, type ImageBatch, type JsonObject, type LatentSpace, printable, shown } from '@ganblocks/core';
import { acganConfig } from './acgan/config';
import { acgan } from './acgan/acgan';
import { acganPresets } from './acgan/presets';
import { began } from './began/began';
import { beganConfig } from './began/config';
import { beganPresets } from './began/presets';
import { bigan } from './bigan/bigan';
import { biganConfig } from './bigan/config';
import { biganPresets } from './bigan/presets';
import { cganConfig } from './cgan/config';
import { cgan } from './cgan/cgan';
import { cganPresets } from './cgan/presets';
import { dcganConfig } from './dcgan/config';
import { dcgan } from './dcgan/dcgan';
import { dcganPresets } from './dcgan/presets';
import { ebganConfig } from './ebgan/config';
import { ebgan } from './ebgan/ebgan';
import { ebganPresets } from './ebgan/presets';
import { ganConfig } from './gan/config';
import { gan } from './gan/gan';
import { ganPresets } from './gan/presets';
import { infoganConfig } from './infogan/config';
import { infogan } from './infogan/infogan';
import { infoganPresets } from './infogan/presets';
import { lapganConfig } from './lapgan/config';
import { lapgan } from './lapgan/lapgan';
import { lapganPresets } from './lapgan/presets';
import type { Preset } from './preset';
import { racGanConfig, rcGanConfig } from './rgan/config';
import { racGanPresets, rcGanPresets } from './rgan/presets';
import { racGan } from './rgan/racGan';
import { rcGan } from './rgan/rcGan';
import { sganConfig } from './sgan/config';
import { sganPresets } from './sgan/presets';
import { sgan } from './sgan/sgan';
import { snganPresets } from './sngan/presets';
import { projectionCgan, projectionCganConfig } from './sngan/projectionCgan';
import { projectionCganPresets } from './sngan/projectionPresets';
import { sngan, unconditionalConfig } from './sngan/sngan';
import { wganConfig } from './wgan/config';
import { wganPresets } from './wgan/presets';
import { wgan } from './wgan/wgan';
import { conditionalWganGpConfig } from './wganGp/conditionalConfig';
import { conditionalWganGp } from './wganGp/conditionalWganGp';
import { wganGpConfig } from './wganGp/config';
import { conditionalWganGpPresets, wganGpPresets } from './wganGp/presets';
import { wganGp } from './wganGp/wganGp';

/** A system that is built by name: it can be freed, and may have a latent space that tools work on. */
export type CreatedSystem = GanSystem<ImageBatch> & { readonly latents?: LatentSpace; dispose(): void };

/**
 * Images, images with a class or a vector of attributes each, images beside few others with their classes, or points of a plane as images
 * `[N, 1, 1, 2]`.
 */
export type Learnt = 'images' | 'labelled images' | 'attributed images' | 'images, some labelled' | 'points';

export interface RegisteredSystem {
  /** Builds the system from a configuration out of a file. */
  create(config: JsonObject): CreatedSystem;
  /** The full configuration, validated; nothing is built. */
  configure(config: JsonObject): JsonObject;
  /** A sentence. */
  readonly summary: string;
  readonly paper: { readonly title: string; readonly url: string };
  /** What its batches hold by a full configuration. */
  learns(config: JsonObject): Learnt;
  /** Settings that belong together, by name. */
  readonly presets: Readonly<Record<string, Preset>>;
  /** A configuration small enough for a test. */
  readonly example: JsonObject;
}

/** Every system of this package by name: an entry each. */
export const systems: Readonly<Record<string, RegisteredSystem>> = {
  acgan: {
    create: acgan,
    configure: acganConfig,
    summary: 'A generator that is told a class, and a discriminator that has to name it.',
    paper: { title: 'Conditional Image Synthesis with Auxiliary Classifier GANs', url: 'https://arxiv.org/abs/1610.09585' },
    learns: () => 'labelled images',
    presets: acganPresets,
    example: {
      ...{ resolution: 8, imageChannels: 1, classes: 3, latentSize: 3, generatorChannels: [4, 3], discriminatorChannels: [3, 4] },
      ...{ activationNoise: 0.1, seed: 5 },
    },
  },
  began: {
    create: began,
    configure: beganConfig,
    summary: 'The discriminator is an autoencoder, and an equilibrium keeps how badly it repeats fakes at a part of that for reals.',
    paper: { title: 'BEGAN: Boundary Equilibrium Generative Adversarial Networks', url: 'https://arxiv.org/abs/1703.10717' },
    learns: () => 'images',
    presets: beganPresets,
    example: {
      ...{ resolution: 14, imageChannels: 1, latentSize: 3, codeSize: 4, width: 2, skip: true },
      ...{ carryRounds: 8, stallRounds: 3, seed: 5 },
    },
  },
  bigan: {
    create: bigan,
    configure: biganConfig,
    summary: 'A GAN with an encoder: the discriminator judges pairs of image and latent, which makes features without labels.',
    paper: { title: 'Adversarial Feature Learning', url: 'https://arxiv.org/abs/1605.09782' },
    learns: () => 'images',
    presets: biganPresets,
    example: {
      ...{ resolution: 4, latentSize: 3, generatorUnits: [6, 5], encoderUnits: [6, 5], discriminatorUnits: [6, 5], epochUpdates: 1 },
      ...{ constantEpochs: 1, decayEpochs: 2, seed: 5 },
    },
  },
  cgan: {
    create: cgan,
    configure: cganConfig,
    summary: 'A GAN whose two networks are told what is asked for: a class, or a vector of tags.',
    paper: { title: 'Conditional Generative Adversarial Nets', url: 'https://arxiv.org/abs/1411.1784' },
    learns: ({ classes }) => (classes === 0 ? 'attributed images' : 'labelled images'),
    presets: cganPresets,
    example: {
      ...{ resolution: 4, classes: 3, latentSize: 3, latentUnits: 4, conditionUnits: 5, generatorUnits: [6], imageUnits: 4 },
      ...{ discriminatorConditionUnits: 3, jointUnits: [4], seed: 5 },
    },
  },
  dcgan: {
    create: dcgan,
    configure: dcganConfig,
    summary: 'A convolutional generator against a convolutional discriminator, both with batch norm.',
    paper: {
      title: 'Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks',
      url: 'https://arxiv.org/abs/1511.06434',
    },
    learns: () => 'images',
    presets: dcganPresets,
    example: { resolution: 16, imageChannels: 1, latentSize: 3, width: 2, seed: 5 },
  },
  ebgan: {
    create: ebgan,
    configure: ebganConfig,
    summary: 'The discriminator is an autoencoder: what it repeats badly has a high energy, and fakes are pushed beyond a margin.',
    paper: { title: 'Energy-based Generative Adversarial Network', url: 'https://arxiv.org/abs/1609.03126' },
    learns: () => 'images',
    presets: ebganPresets,
    example: {
      ...{ resolution: 4, latentSize: 3, generatorLayers: 3, generatorUnits: 6, discriminatorLayers: 3, discriminatorUnits: 5 },
      ...{ dropout: 0.1, pretrainImages: 4, discriminatorSteps: 2, seed: 5 },
    },
  },
  gan: {
    create: gan,
    configure: ganConfig,
    summary: 'The first GAN: two fully connected networks, with maxout and dropout as in 2014, or with batch norm as today.',
    paper: { title: 'Generative Adversarial Networks', url: 'https://arxiv.org/abs/1406.2661' },
    learns: ({ resolution }) => (resolution === 1 ? 'points' : 'images'),
    presets: ganPresets,
    example: {
      resolution: 4,
      latentSize: 3,
      generatorUnits: [6, 5],
      discriminatorUnits: [6, 5],
      discriminatorActivation: 'maxout',
      seed: 5,
    },
  },
  infogan: {
    create: infogan,
    configure: infoganConfig,
    summary: 'A generator whose images tell the codes that they were made of, so that codes come to mean something without labels.',
    paper: {
      title: 'InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets',
      url: 'https://arxiv.org/abs/1606.03657',
    },
    learns: () => 'images',
    presets: infoganPresets,
    example: {
      ...{ resolution: 8, noiseSize: 3, categories: [3, 2], continuous: 2, width: 2, hiddenUnits: 6, codeUnits: 5 },
      ...{ fixedDeviation: false, useBias: false, seed: 5 },
    },
  },
  lapgan: {
    create: lapgan,
    configure: lapganConfig,
    summary: 'A Laplacian pyramid: small images first, then level by level the detail that makes them larger, a GAN each.',
    paper: {
      title: 'Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks',
      url: 'https://arxiv.org/abs/1506.05751',
    },
    learns: ({ classes }) => (classes === 0 ? 'images' : 'labelled images'),
    presets: lapganPresets,
    example: {
      ...{ resolution: 12, coarseSizes: [4, 9], levelImages: [320, 320], imageChannels: 1, latentSize: 3 },
      ...{ generatorUnits: 4, discriminatorUnits: 6, widths: [4, 4], dropoutRate: 0.1, classes: 2, seed: 5 },
    },
  },
  wgan: {
    create: wgan,
    configure: wganConfig,
    summary: 'A critic whose weights are clipped estimates the Wasserstein distance, which the generator lowers.',
    paper: { title: 'Wasserstein GAN', url: 'https://arxiv.org/abs/1701.07875' },
    learns: () => 'images',
    presets: wganPresets,
    example: {
      ...{ resolution: 16, imageChannels: 1, latentSize: 3, generatorWidth: 2, criticWidth: 2, criticSteps: 2 },
      ...{ longSteps: 3, longAtFirst: 1, longEvery: 4, seed: 5 },
    },
  },
  'wgan-gp': {
    create: wganGp,
    configure: wganGpConfig,
    summary: 'A critic whose gradient is held at length 1 by a penalty, for points, for digits, and with residual blocks.',
    paper: { title: 'Improved Training of Wasserstein GANs', url: 'https://arxiv.org/abs/1704.00028' },
    learns: ({ resolution }) => (resolution === 1 ? 'points' : 'images'),
    presets: wganGpPresets,
    example: { networks: 'dcgan', resolution: 12, imageChannels: 1, latentSize: 3, width: 2, criticSteps: 2, seed: 5 },
  },
  'conditional-wgan-gp': {
    create: (config) => conditionalWganGp(config),
    configure: conditionalWganGpConfig,
    summary: 'WGAN-GP with residual blocks and classes: batch norm by class, and a critic that tells classes too.',
    paper: { title: 'Improved Training of Wasserstein GANs', url: 'https://arxiv.org/abs/1704.00028' },
    learns: () => 'labelled images',
    presets: conditionalWganGpPresets,
    example: { resolution: 8, imageChannels: 1, latentSize: 3, width: 2, classes: 3, criticSteps: 2, seed: 5 },
  },
  'rac-gan': {
    create: racGan,
    configure: racGanConfig,
    summary: 'An AC-GAN that learns right classes from wrong labels: the classifier is corrected by the chances of mistakes.',
    paper: { title: 'Label-Noise Robust Generative Adversarial Networks', url: 'https://arxiv.org/abs/1811.11165' },
    learns: () => 'labelled images',
    presets: racGanPresets,
    example: {
      ...{ backbone: 'ctGan', resolution: 16, imageChannels: 1, latentSize: 3, classes: 3, transition: { kind: 'symmetric', rate: 0.5 } },
      ...{ generatorChannels: [4, 3], discriminatorChannels: [2, 3], discriminatorSteps: 2, seed: 5 },
    },
  },
  'rc-gan': {
    create: rcGan,
    configure: rcGanConfig,
    summary: 'A projection cGAN that learns right classes from wrong labels: the discriminator is told wrong ones of fakes as well.',
    paper: { title: 'Label-Noise Robust Generative Adversarial Networks', url: 'https://arxiv.org/abs/1811.11165' },
    learns: () => 'labelled images',
    presets: rcGanPresets,
    example: {
      ...{ resolution: 16, imageChannels: 3, latentSize: 3, classes: 2, transition: { kind: 'asymmetric', rate: 0.5, flips: [[1, 0]] } },
      ...{ generatorChannels: [4, 3], discriminatorChannels: [2, 3], discriminatorSteps: 2, seed: 5 },
    },
  },
  sgan: {
    create: sgan,
    configure: sganConfig,
    summary: 'A discriminator that is a classifier, and learns from few labels, many images without, and what the generator draws.',
    paper: { title: 'Improved Techniques for Training GANs', url: 'https://arxiv.org/abs/1606.03498' },
    learns: () => 'images, some labelled',
    presets: sganPresets,
    example: { resolution: 4, latentSize: 3, classes: 2, generatorUnits: [5], classifierUnits: [6, 5], initialImages: 8, seed: 5 },
  },
  sngan: {
    create: sngan,
    configure: unconditionalConfig,
    summary: 'A discriminator whose layers are divided by their largest singular value, residual or convolutional, on the hinge loss.',
    paper: { title: 'Spectral Normalization for Generative Adversarial Networks', url: 'https://arxiv.org/abs/1802.05957' },
    learns: () => 'images',
    presets: snganPresets,
    example: {
      ...{ resolution: 16, imageChannels: 3, latentSize: 3, generatorChannels: [4, 3], discriminatorChannels: [2, 3] },
      ...{ discriminatorSteps: 2, seed: 5 },
    },
  },
  'projection-cgan': {
    create: projectionCgan,
    configure: projectionCganConfig,
    summary: 'SN-GAN with classes: the discriminator projects the features on the row of the label, the generator normalizes by class.',
    paper: { title: 'cGANs with Projection Discriminator', url: 'https://arxiv.org/abs/1802.05637' },
    learns: () => 'labelled images',
    presets: projectionCganPresets,
    example: {
      ...{ resolution: 16, imageChannels: 3, latentSize: 3, classes: 2, generatorChannels: [4, 3], discriminatorChannels: [2, 3] },
      ...{ discriminatorSteps: 2, seed: 5 },
    },
  },
};

/**
 * A preset of a system: `config` is for the system, `training` for whoever trains it (`presetOptions` of `@ganblocks/training`).
 *
 * @throws GanError where there is no such system, or it has no such preset.
 * @example const { config } = findPreset('dcgan', 'first-light');
 */
export function findPreset(system: string, name: string): Preset {
  const registered = Object.hasOwn(systems, system) ? systems[system] : undefined;
  if (!registered) throw new GanError(`findPreset: there is no system '${printable(system)}'. Use ${Object.keys(systems).join(', ')}.`);
  const { presets } = registered;
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (!preset) throw new GanError(`findPreset: ${system} has no preset '${printable(name)}'. Use ${Object.keys(presets).join(', ')}.`);
  return preset;
}

/**
 * Builds a system again from what a run's configuration says of it: its `name` and its `config`.
 *
 * @throws GanError where there is no such system, or the configuration is out of range.
 * @example const system = createSystem('dcgan', { resolution: 28, imageChannels: 1 });
 */
export function createSystem(name: string, config: JsonObject = {}): CreatedSystem {
  const system = Object.hasOwn(systems, name) ? systems[name] : undefined;
  if (!system) throw new GanError(`createSystem: there is no system '${printable(name)}'. Use ${Object.keys(systems).join(', ')}.`);
  const given: unknown = config;
  check(typeof given === 'object' && given !== null && !Array.isArray(given), () => {
    return `createSystem: the configuration of '${name}' must be an object. Got ${shown(given)}. Leave it out for the defaults.`;
  });
  return system.create(config);
}
