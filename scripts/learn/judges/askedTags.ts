import { attributeImages } from '@ganblocks/data';
import { accuracyMetric, fidMetric } from '@ganblocks/metrics';
import { bundledEmojiExtractor } from '@ganblocks/metrics/node';
import * as tf from '@tensorflow/tfjs-core';
import { TAGS, taggedEmoji } from '../data/taggedEmoji';
import { type Ask, evaluationJudge } from './evaluationJudge';
import type { Judge } from './judge';

/** The tags of emoji of each of the nine groups in turn, in each group one after the other; of emoji that have none of the tags none. */
async function tagsInTurn(): Promise<Ask> {
  const { size, labels, classes = [], attributes } = await taggedEmoji();
  const tagsOf = (row: number): Uint8Array => attributes!.values.subarray(row * TAGS, (row + 1) * TAGS);
  const rows = Array.from({ length: size }, (_, row) => row).filter((row) => tagsOf(row).includes(1));
  const groups = classes.map((_, group) => rows.filter((row) => labels![row] === group));
  return (first, count) => {
    const asked = Array.from({ length: count }, (_, i) => {
      const [group, round] = [(first + i) % groups.length, Math.floor((first + i) / groups.length)];
      const members = groups[group]!;
      return { group, tags: tagsOf(members[round % members.length]!) };
    });
    const attributes = tf.tensor2d(
      asked.flatMap(({ tags }) => [...tags]),
      [count, TAGS],
    );
    return { request: { attributes }, labels: asked.map(({ group }) => group) };
  };
}

/**
 * Fluent emoji that are asked for by tags: `agreement` is the share that the bundled emoji classifier puts into the group of the emoji whose tags
 * were asked for, each of the nine groups as often; `frechet` the distance of its features to the images that were trained with.
 */
export const askedTags: Judge = evaluationJudge({
  figures: { agreement: 'higher', frechet: 'lower' },
  samples: 10_000,
  by: '10,000 samples, each of the nine groups as often, by the bundled emoji classifier; it agrees with 90 % of the real images at this size',
  reals: async () => attributeImages(await taggedEmoji()),
  extractor: bundledEmojiExtractor,
  metrics: () => [accuracyMetric({ top: 1 }), fidMetric()],
  names: { accuracy: 'agreement', fid: 'frechet' },
  asks: tagsInTurn,
});
