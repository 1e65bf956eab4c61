import {
  classificationAccuracy,
  conditionalEntropy,
  rPrecision,
  segmentationCounter,
  separabilityScore,
  surestSamples,
} from '@ganblocks/metrics';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';
import { floats, integerRows, rowsOf, scalar, square, table, vector } from './metricTensors';

type Values = Record<string, GoldenArray>;

function accuracies(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const result = classificationAccuracy(rowsOf(stored('logits')), stored('labels').data, { top: numberOf(golden, 'k') });
  return {
    top1: scalar(result.accuracy),
    topk: scalar(result.topAccuracy),
    per_class: vector(result.perClass),
    mean_class_accuracy: scalar(result.meanClassAccuracy),
    cross_entropy: scalar(result.crossEntropy),
    predicted: vector(result.predicted),
  };
}

function segmentation(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const classes = numberOf(golden, 'classes');
  const counter = segmentationCounter({ classes });
  counter.add(stored('labels').data, stored('pred').data);
  const scores = counter.result();
  return {
    confusion: square(scores.confusion, classes),
    pixel_accuracy: scalar(scores.pixelAccuracy),
    mean_class_accuracy: scalar(scores.meanClassAccuracy),
    iou: vector(scores.iou),
    mean_iou: scalar(scores.meanIou),
    frequency_weighted_iou: scalar(scores.frequencyWeightedIou),
  };
}

/** `recall_at_3`: among as many as the name of a stored tensor says. */
function retrieval(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const candidates = Int32Array.from(stored('candidates').data);
  const values: Values = {};
  for (const top of [...golden.tensors.keys()].flatMap((name) => /^recall_at_(\d+)$/.exec(name)?.[1] ?? [])) {
    const result = rPrecision(rowsOf(stored('image')), rowsOf(stored('text')), candidates, { top: Number(top) });
    const { rows, columns, data } = result.similarity;
    Object.assign(values, {
      r_precision: scalar(result.rPrecision),
      rank: vector(result.ranks),
      similarity: table(data, rows, columns),
      [`recall_at_${top}`]: scalar(result.recallAtTop),
    });
  }
  return values;
}

/** The predictions of the planes are given: of all samples, though only the surest count. */
function separability(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const logits = stored('logits');
  const samples = logits.shape[1] ?? 0;
  const numbers = floats(logits);
  const entropies = integerRows(stored('svm_pred')).map((predicted, attribute) => {
    const own = numbers.subarray(attribute * samples, (attribute + 1) * samples);
    const kept = surestSamples(own, numberOf(golden, 'num_keep'));
    return conditionalEntropy(
      kept.map((i) => (own[i] ?? 0) > 0),
      kept.map((i) => predicted[i] === 0),
    );
  });
  return { conditional_entropies_bits: vector(entropies), score: scalar(separabilityScore(entropies)) };
}

/** Metrics of what a classifier, a segmenter or an encoder says of images. */
export const classificationMetrics: readonly Family[] = [
  { pattern: /^metric-classification-accuracy/, values: async (stored, golden) => accuracies(stored, golden) },
  { pattern: /^metric-segmentation/, values: async (stored, golden) => segmentation(stored, golden) },
  { pattern: /^metric-r-precision/, values: async (stored, golden) => retrieval(stored, golden) },
  { pattern: /^metric-linear-separability/, values: async (stored, golden) => separability(stored, golden) },
];
