import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check, type RandomStream, shown } from '@ganblocks/core';
import { checkInteger } from '../config/resolveConfig';
import { categoryOffset, codedLatents, continuousOffset, oneHot, withColumns } from './codes';
import type { InfoganConfig } from './config';

/** Samples of these codes, one each; noise, and codes of which nothing is said, are drawn as in training. */
export interface CodeRequest {
  /** The category of the first categorical code; or a list of those of the first, the second, …. */
  readonly categories?: readonly (number | readonly number[])[];
  /** Values of all continuous codes; the networks know [-1, 1), and the paper's pictures go on to -2 and 2. */
  readonly continuous?: readonly (readonly number[])[];
}

function checkRequest(settings: InfoganConfig, rows: readonly (readonly number[])[], { continuous = [] }: CodeRequest): void {
  const { categories: kinds, continuous: codes } = settings;
  const length = rows[0]?.length ?? 0;
  const isCategory = (category: number, code: number): boolean => Number.isInteger(category) && category >= 0 && category < kinds[code]!;
  const valid = length <= kinds.length && rows.every((row) => row.length === length && row.every(isCategory));
  check(valid, () => {
    const below =
      kinds.length > 0 ? `whole numbers below ${kinds.join(', ')} for one code after the other` : 'left out, since there are no such codes';
    return `sample: categories must be ${below}, as many for each sample. Got ${shown(rows)}.`;
  });
  const whole = continuous.every((row) => row.length === codes && row.every(Number.isFinite));
  check(whole && (rows.length === 0 || continuous.length === 0 || continuous.length === rows.length), () => {
    return `sample: continuous must be ${codes} numbers for each sample, as many samples as categories. Got ${shown(continuous)}.`;
  });
  check(
    rows.length + continuous.length > 0,
    () => 'sample: there must be codes to ask for. Got none. Ask for a number, or { categories: [3] }.',
  );
}

/**
 * Latents `[N, noise + categories + continuous]` of the codes that are asked for. The caller disposes.
 *
 * @throws GanError where there are no such codes.
 */
export function latentsFor(settings: InfoganConfig, request: number | CodeRequest, random: RandomStream): Tensor2D {
  const source = codedLatents(settings);
  if (typeof request === 'number') {
    checkInteger('infogan', 'the number of samples', request, 1);
    return source.draw(request, random);
  }
  const { categories = [], continuous = [] } = request;
  const rows = categories.map((row) => [row].flat());
  checkRequest(settings, rows, request);

  return tf.tidy(() => {
    let latents = source.draw(Math.max(rows.length, continuous.length), random);
    for (let code = 0; code < (rows[0]?.length ?? 0); code++) {
      const chosen = tf.tensor1d(
        rows.map((row) => row[code]!),
        'int32',
      );
      latents = withColumns(latents, categoryOffset(settings, code), oneHot(chosen, settings.categories[code]!));
    }
    if (continuous.length === 0) return latents;
    return withColumns(latents, continuousOffset(settings), tf.tensor2d(continuous.map((row) => [...row])));
  });
}
