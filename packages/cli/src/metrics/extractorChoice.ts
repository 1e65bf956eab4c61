import { printable } from '@ganblocks/core';
import { type Extractor, randomFeatures } from '@ganblocks/metrics';
import { bundledDigitExtractor, bundledEmojiExtractor, inceptionFromFile } from '@ganblocks/metrics/node';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';
import type { JudgedImages } from './judge';

/** Whose features images are compared by. */
interface ExtractorChoice {
  /** Whether it names classes, which an Inception score is of. */
  readonly classifies: boolean;
  /** Whether figures of papers are by the same network. */
  readonly ofPapers: boolean;
  open(): Promise<Extractor>;
}

const own: Readonly<Record<string, Omit<ExtractorChoice, 'ofPapers'>>> = {
  digits: { classifies: true, open: bundledDigitExtractor },
  emoji: { classifies: true, open: bundledEmojiExtractor },
  random: { classifies: false, open: async () => randomFeatures() },
};

/** What `--extractor` takes. */
const extractorNames: readonly string[] = Object.keys(own);

/**
 * The extractor that was asked for: one that comes along, by name, or the FID Inception network with weights of a file. Where none was, the emoji classifier
 * for colours, the digit classifier for gray images of 28 x 28, and random features for other gray ones.
 *
 * @throws UsageError where there is no such extractor.
 */
export function extractorChoice({
  resolution,
  imageChannels,
  extractor = usual({ resolution, imageChannels }),
}: JudgedImages): ExtractorChoice {
  if (extractor.endsWith('.safetensors')) return { classifies: true, ofPapers: true, open: () => inceptionFromFile(extractor) };
  const known = Object.hasOwn(own, extractor) ? own[extractor] : undefined;
  checkUsage(known !== undefined, () => {
    const hint = suggestion(extractor, extractorNames);
    return `--extractor: there is no extractor '${printable(extractor)}'.${hint} There are ${extractorNames.join(', ')}, and FILE.safetensors with the weights of FID Inception.`;
  });
  return { ...known, ofPapers: false };
}

const usual = ({ resolution, imageChannels }: JudgedImages): string => {
  if (imageChannels === 3) return 'emoji';
  return resolution === 28 ? 'digits' : 'random';
};
