import { adam, lazyAdam } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { nonSaturating, r1 } from '@ganblocks/losses';
import { adversarial, dcgan } from '@ganblocks/models';
import type { BenchCase } from './cases';
import { bigganGame } from './networks/bigganGame';
import { stylegan2Discriminator, stylegan2Full, stylegan2Generator } from './networks/stylegan2Networks';

type Sizes<Name extends string> = Readonly<Record<Name, number>>;

function dcganAt({ resolution, width, batch }: Sizes<'resolution' | 'width' | 'batch'>): BenchCase {
  const system = () => dcgan({ resolution, width, imageChannels: 3, latentSize: 100, useBias: true, seed: 0 });
  return { batchSize: batch, image: [resolution, resolution, 3], system };
}

/** With R1 in each `every`-th round, as a step of its own where that is above 1; without path length regularization. */
function stylegan2At({ resolution, width, batch, every }: Sizes<'resolution' | 'width' | 'batch' | 'every'>): BenchCase {
  const size = stylegan2Full(resolution, width);
  const options = { learningRate: 2e-3, beta1: 0, beta2: 0.99 };
  const system = () => {
    const [generator, discriminator] = [network(stylegan2Generator(size)), network(stylegan2Discriminator(size))];
    const optimizers = {
      generator: adam([generator], options),
      discriminator: every > 1 ? lazyAdam([discriminator], { every, ...options }) : adam([discriminator], options),
    };
    const [loss, penalties] = [nonSaturating(), [r1({ gamma: 10, every })]];
    return adversarial({ name: 'stylegan2', generator, discriminator, latentSize: width, loss, penalties, optimizers });
  };
  return { batchSize: batch, image: [resolution, resolution, 3], system };
}

const bigganAt = ({ channels, batch }: Sizes<'channels' | 'batch'>): BenchCase => ({
  batchSize: batch,
  image: [128, 128, 3],
  system: () => bigganGame(channels),
});

interface Family {
  readonly sizes: Readonly<Record<string, number>>;
  readonly at: (sizes: Readonly<Record<string, number>>) => BenchCase;
}

/** A family with the sizes that it has unless others are named. */
const family = <Name extends string>(sizes: Sizes<Name>, at: (sizes: Sizes<Name>) => BenchCase): Family => ({
  sizes,
  at: (asked) => at({ ...sizes, ...asked }),
});

const families: Readonly<Record<string, Family>> = {
  dcgan: family({ resolution: 64, width: 64, batch: 16 }, dcganAt),
  stylegan2: family({ resolution: 32, width: 64, batch: 8, every: 1 }, stylegan2At),
  biggan: family({ channels: 96, batch: 4 }, bigganAt),
};

/** How sized cases are written, with their defaults. */
export const sizedNames: readonly string[] = Object.entries(families).map(
  ([name, { sizes }]) => `${name}?${Object.entries(sizes).map(([key, value]) => `${key}=${value}`).join('&')}`, // prettier-ignore
);

/**
 * A case of a size of its own: `dcgan?resolution=128&batch=4`; what is not named is as in `sizedNames`. Undefined where there is no such family.
 *
 * @throws Error where a size is unknown or no whole number
 */
export function sizedCase(name: string): BenchCase | undefined {
  const [kind = '', query] = name.split('?');
  const found = families[kind];
  if (!found || query === undefined) return undefined;
  const sizes = Object.fromEntries([...new URLSearchParams(query)].map(([key, text]) => [key, Number(text)] as const));
  for (const [key, value] of Object.entries(sizes)) {
    const known = Object.keys(found.sizes);
    if (!known.includes(key)) throw new Error(`${name}: unknown size ${key}. Known here: ${known.join(', ')}.`);
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name}: ${key} must be a whole number of at least 1. Got ${value}.`);
  }
  return found.at(sizes);
}
