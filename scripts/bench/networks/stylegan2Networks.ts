import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import {
  chain,
  fromRgb,
  input,
  mappingNetwork,
  minibatchHead,
  named,
  stylegan2Base,
  stylegan2Down,
  stylegan2Synthesis,
  stylegan2ToRgb,
} from '@ganblocks/layers';

export interface Stylegan2Size {
  /** 4, 8, 16, … */
  readonly resolution: number;
  /** Of the features at a resolution. */
  readonly channelsAt: (resolution: number) => number;
}

export interface Stylegan2GeneratorSize extends Stylegan2Size {
  /** Of z and of w. */
  readonly latentSize: number;
  readonly mapping: { readonly layers: number; readonly learningRateMultiplier: number };
}

/** 8, 16, … up to the last. */
const doublings = (last: number): number[] => Array.from({ length: Math.log2(last) - 2 }, (_, index) => 8 * 2 ** index);

/** Mapping network, modulated convolutions with noise, and images that add up: z `[N, latentSize]` → `[N, resolution, resolution, 3]`. */
export function stylegan2Generator({ resolution, channelsAt, latentSize, mapping }: Stylegan2GeneratorSize): LayersModel {
  const z = input({ shape: [latentSize], network: 'generator' });
  const latents = mappingNetwork({ size: latentSize, ...mapping })(z, 'mapping');
  let features = stylegan2Base({ channels: channelsAt(4), latents })(latents, '4x4');
  let image: SymbolicTensor = stylegan2ToRgb({ latents })(features, 'rgb4');
  for (const size of doublings(resolution)) {
    features = stylegan2Synthesis({ channels: channelsAt(size), latents })(features, `${size}x${size}`);
    image = stylegan2ToRgb({ latents, image })(features, `rgb${size}`);
  }
  return tfl.model({ inputs: z, outputs: image, name: 'generator' });
}

/** The residual discriminator: `[N, resolution, resolution, 3]` → `[N, 1]`. */
export function stylegan2Discriminator({ resolution, channelsAt }: Stylegan2Size): LayersModel {
  const downs = doublings(resolution)
    .reverse()
    .map((size) => named(`${size}x${size}`, stylegan2Down({ channels: channelsAt(size / 2) })));
  return chain(
    { shape: [resolution, resolution, 3], name: 'discriminator' },
    fromRgb({ channels: channelsAt(resolution), gainOn: 'activation' }),
    ...downs,
    minibatchHead({ gainOn: 'activation' }),
  );
}

/** StyleGAN2's own sizes: 512 channels, fewer at the large resolutions, and eight layers of mapping. `width` counts channels at 4×4. */
export const stylegan2Full = (resolution: number, width = 512): Stylegan2GeneratorSize => ({
  resolution,
  channelsAt: (size) => Math.min(width, (64 * width) / size),
  latentSize: width,
  mapping: { layers: 8, learningRateMultiplier: 0.01 },
});
