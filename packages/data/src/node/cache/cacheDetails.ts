import { check } from '@ganblocks/core';
import type { Decoding } from '../decode/decodeOptions';

/** A file that could not be decoded: its number among the source's, and why. */
export interface SkippedImage {
  readonly index: number;
  readonly name: string;
  readonly reason: string;
}

/** What a cache file says of its images, beside their number and shape. */
export interface CacheDetails {
  readonly decoding: Decoding;
  /** That of the source when it was decoded. */
  readonly fingerprint: string;
  /** How many images the source has; the cache has those that are not skipped, in this order. */
  readonly total: number;
  readonly skipped: readonly SkippedImage[];
}

/** Reads the details of a cache of `count` images. @throws GanError with what is wrong, without a place. */
export function readDetails(json: string, count: number): CacheDetails {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  check(isDetails(value) && value.total - value.skipped.length === count, () => 'its details are damaged');
  return value;
}

function isDetails(value: unknown): value is CacheDetails {
  if (!isRecord(value) || typeof value['fingerprint'] !== 'string' || !Number.isSafeInteger(value['total'])) return false;
  const { skipped } = value;
  return Array.isArray(skipped) && isRecord(value['decoding']) && skipped.every(isSkipped);
}

const isSkipped = (value: unknown): value is SkippedImage =>
  isRecord(value) && Number.isSafeInteger(value['index']) && typeof value['name'] === 'string' && typeof value['reason'] === 'string';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
