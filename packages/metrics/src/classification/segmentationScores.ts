import { check } from '@ganblocks/core';
import { checkLabels } from '../neighbours/nearestNeighbourAccuracy';

export interface SegmentationScores {
  /** Pixels, `[classes, classes]` by truth and prediction, row by row. */
  readonly confusion: Float64Array;
  /** Share of pixels that are right. */
  readonly pixelAccuracy: number;
  /** Mean over the classes that the truth has of the share of their pixels that are right. */
  readonly meanClassAccuracy: number;
  /** Intersection over union of each class, `[classes]`; 0 where neither has it. */
  readonly iou: Float64Array;
  /** Mean of `iou` over the classes that the truth or the prediction has. */
  readonly meanIou: number;
  /** Mean of `iou` weighted by the pixels that the truth has of each class. */
  readonly frequencyWeightedIou: number;
}

/** Counts pixels by truth and prediction, a batch at a time. */
export interface SegmentationCounter {
  /**
   * Adds maps of classes, of any shape.
   *
   * @throws GanError unless both have as many pixels, each a class; nothing is added then.
   */
  add(truth: ArrayLike<number>, predicted: ArrayLike<number>): void;
  /** @throws GanError where nothing was added. */
  result(): SegmentationScores;
}

/**
 * Scores of predicted maps of classes: how pix2pix and pix2pixHD judge images that were made of label maps, a segmentation network labelling them
 * again. Counts `classes`² pixels, whatever the number of images.
 *
 * @throws GanError unless `classes` is a positive integer.
 * @see Long, Shelhamer & Darrell 2015, Fully Convolutional Networks for Semantic Segmentation, section 5, https://arxiv.org/abs/1411.4038; Isola et
 *   al. 2017, https://arxiv.org/abs/1611.07004; Wang et al. 2018, https://arxiv.org/abs/1711.11585
 * @example
 * const scores = segmentationCounter({ classes: 2 });
 * scores.add([0, 0, 1, 1], [0, 1, 1, 1]);
 * scores.result().pixelAccuracy; // 0.75
 */
export function segmentationCounter({ classes }: { readonly classes: number }): SegmentationCounter {
  const where = 'segmentationCounter';
  check(Number.isInteger(classes) && classes > 0, () => `${where}: classes must be a positive integer. Got ${classes}.`);
  const confusion = new Float64Array(classes * classes);
  return {
    add(truth, predicted) {
      checkLabels(where, 'the truth', truth, truth.length, classes);
      checkLabels(where, 'the prediction', predicted, truth.length, classes);
      for (let i = 0; i < truth.length; i++) confusion[truth[i]! * classes + predicted[i]!]! += 1;
    },
    result: () => scoresOf(where, confusion.slice(), classes),
  };
}

const scoresOf = (where: string, confusion: Float64Array, classes: number): SegmentationScores => {
  const [truths, predictions, hits] = [new Float64Array(classes), new Float64Array(classes), new Float64Array(classes)];
  confusion.forEach((count, i) => {
    truths[Math.floor(i / classes)]! += count;
    predictions[i % classes]! += count;
    if (i % (classes + 1) === 0) hits[i % classes] = count;
  });
  const total = sum(truths);
  check(total > 0, () => `${where}: scores need pixels. Got none. Call add first.`);
  const unions = truths.map((count, c) => count + predictions[c]! - hits[c]!);
  const iou = unions.map((union, c) => (union > 0 ? hits[c]! / union : 0));
  const accuracies = truths.map((count, c) => (count > 0 ? hits[c]! / count : 0));
  return {
    confusion,
    pixelAccuracy: sum(hits) / total,
    meanClassAccuracy: sum(accuracies) / positive(truths),
    iou,
    meanIou: sum(iou) / positive(unions),
    frequencyWeightedIou: sum(iou.map((value, c) => (value * truths[c]!) / total)),
  };
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const positive = (values: Float64Array): number => values.filter((value) => value > 0).length;
