import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check, type RandomStream, shown } from '@ganblocks/core';
import { checkInteger, checkWord } from '../config/resolveConfig';
import { latentsFor } from './codeRequest';
import { categoryOffset, continuousOffset, oneHot, withColumns } from './codes';
import type { InfoganConfig } from './config';

/** One code varies from left to right; noise and the other codes are the same in a row. */
export interface Traversal {
  /** A categorical code through all of its categories, or a continuous one in equal steps. */
  readonly along: 'categories' | 'continuous';
  /** Which one of its kind, from 0. Default 0. */
  readonly code?: number;
  /** Default: along a continuous code one for each category of the first categorical code, in order; else 10. */
  readonly rows?: number;
  /** Images a row along a continuous code: the first at one end of the range, the last at the other. Default 10. */
  readonly columns?: number;
  /** Of a continuous code. Default [-2, 2], as in the paper's figure 2. */
  readonly range?: readonly [number, number];
}

/**
 * Latents `[rows · columns, noise + categories + continuous]` of a traversal, row by row. The caller disposes.
 *
 * @throws GanError where there is no such code, or no row or column.
 */
export function traversalLatents(settings: InfoganConfig, traversal: Traversal, random: RandomStream): Tensor2D {
  const { categories, continuous } = settings;
  const { along, code = 0, columns = 10, range = [-2, 2] } = traversal;
  checkWord('traverse', 'along', along, ['categories', 'continuous']);
  const ofCategories = along === 'categories';
  const codes = ofCategories ? categories.length : continuous;
  const { rows = ofCategories ? 10 : (categories[0] ?? 10) } = traversal;
  check(Number.isInteger(code) && code >= 0 && code < codes, () => {
    return `traverse: code must be a whole number below ${codes}, which is how many codes there are along '${along}'. Got ${code}.`;
  });
  checkInteger('traverse', 'rows', rows, 1);
  checkInteger('traverse', 'columns', columns, 1);
  check(range.every(Number.isFinite), () => `traverse: range must be two finite numbers. Got ${shown(range)}.`);

  return tf.tidy(() => {
    const kinds = categories[0];
    const inTurn = !ofCategories && kinds !== undefined;
    const starts = latentsFor(settings, inTurn ? { categories: listOf(rows, (row) => row % kinds) } : rows, random);
    const values = ofCategories ? everyCategory(categories[code]!) : tf.reshape<tf.Rank.R2>(tf.linspace(...range, columns), [columns, 1]);
    const steps = values.shape[0];
    const pick = (x: Tensor2D, of: (image: number) => number): Tensor2D => tf.gather(x, tf.tensor1d(listOf(rows * steps, of), 'int32'));
    const offset = ofCategories ? categoryOffset(settings, code) : continuousOffset(settings) + code;
    return withColumns(
      pick(starts, (image) => Math.floor(image / steps)),
      offset,
      pick(values, (image) => image % steps),
    );
  });
}

const listOf = (length: number, number: (index: number) => number): number[] => Array.from({ length }, (_, i) => number(i));

const everyCategory = (kinds: number): Tensor2D => oneHot(tf.range(0, kinds, 1, 'int32'), kinds);
