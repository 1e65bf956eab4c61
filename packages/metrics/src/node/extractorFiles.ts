import { readFile } from 'node:fs/promises';
import { GanError, printable } from '@ganblocks/core';
import type { Extractor } from '../extractors/extractor';
import { inceptionExtractor, type InceptionExtractorOptions } from '../inception/inceptionExtractor';
import { perceptualExtractor, type PerceptualExtractor, type PerceptualExtractorOptions } from '../perceptual/perceptualExtractor';

/**
 * `inceptionExtractor` of a file. The caller disposes it.
 *
 * @throws GanError where the file cannot be read, or is not of these weights.
 * @example const open = () => inceptionFromFile('inception.safetensors', { pipeline: 'cleanFid' });
 */
export async function inceptionFromFile(path: string, options: InceptionExtractorOptions = {}): Promise<Extractor> {
  return inceptionExtractor(await bytesOf('inceptionFromFile', path), options);
}

/** Options of `perceptualExtractor`, with the path of the weights of LPIPS. */
export interface PerceptualFileOptions extends Omit<PerceptualExtractorOptions, 'lin'> {
  /** Of a safetensors file. Default: 1 for every channel. */
  readonly lin?: string;
}

/**
 * `perceptualExtractor` of files. The caller disposes it.
 *
 * @throws GanError where a file cannot be read, or is not of these weights.
 * @example const open = () => perceptualFromFile('vgg16.safetensors', { network: 'vgg16', lin: 'lpips-vgg16.safetensors' });
 */
export async function perceptualFromFile(path: string, { lin, ...options }: PerceptualFileOptions): Promise<PerceptualExtractor> {
  const where = 'perceptualFromFile';
  const weights = lin === undefined ? {} : { lin: await bytesOf(where, lin) };
  return perceptualExtractor(await bytesOf(where, path), { ...options, ...weights });
}

const bytesOf = async (where: string, path: string): Promise<Uint8Array> =>
  readFile(path).catch((cause: unknown) => {
    throw new GanError(
      `${where}: expected a safetensors file at '${printable(path, 200)}'. Got ${printable(String(cause), 200)}. docs/metrics.md says how to make one.`,
    );
  });
