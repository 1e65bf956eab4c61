import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';

/** w `[N, D]` for all layers of a stage, or one for each of them. */
export type Latents = SymbolicTensor | readonly SymbolicTensor[];

const isList = (latents: Latents): latents is readonly SymbolicTensor[] => Array.isArray(latents);

/** The w of each layer of a stage. */
export function latentOf(where: string, latents: Latents, layers: number): (index: number) => SymbolicTensor {
  const list = isList(latents) ? latents : Array.from({ length: layers }, () => latents);
  check(list.length === layers, () => `${where}: latents must be one w, or ${layers}, one a layer. Got ${list.length}.`);
  return (index) => {
    const latent = list[index];
    check(latent !== undefined, () => `${where}: latents must have a w for each layer. Got none for layer ${index + 1}.`);
    return latent;
  };
}
