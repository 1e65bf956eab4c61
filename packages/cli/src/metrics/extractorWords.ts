import type { ExtractorStatement } from '@ganblocks/metrics';

/** What a figure depends on besides its images, in words. */
export const extractorWords = ({ name, weightsHash, size, resize }: ExtractorStatement): string => {
  const resizing = size === undefined ? '' : `, images resized to ${size.join(' x ')} by ${resize}`;
  return `the features of the ${name}${resizing}${weightsHash === undefined ? '' : `; weights SHA-256 ${weightsHash}`}`;
};
