import { describe, expect, test } from '@jest/globals';
import { featureRows } from '../features/features';
import { classificationAccuracy } from './classificationAccuracy';
import { rPrecision } from './rPrecision';
import { segmentationCounter } from './segmentationScores';
import { translationError } from './translationError';

const rows = (columns: number, ...values: number[]) => featureRows(Float64Array.from(values), columns);

describe('classificationAccuracy', () => {
  test('has the values of hand', () => {
    const logits = rows(3, 5, 1, 0, 0, 1, 5, 2, 2, 0, 0, 9, 1);
    const result = classificationAccuracy(logits, [0, 1, 1, 1], { top: 2 });
    expect([...result.predicted]).toEqual([0, 2, 0, 1]);
    expect(result).toMatchObject({ accuracy: 0.5, topAccuracy: 1, meanClassAccuracy: (1 + 1 / 3) / 2 });
    expect([...result.perClass]).toEqual([1, 1 / 3, 0]);
    expect(classificationAccuracy(rows(2, 0, 0), [0]).crossEntropy).toBeCloseTo(Math.LN2, 14);
    expect(classificationAccuracy(rows(2, 1e4, -1e4), [1]).crossEntropy).toBeCloseTo(2e4, 8);
  });

  test('refuses labels that are no classes', () => {
    expect(() => classificationAccuracy(rows(2, 0, 1), [2])).toThrow(/labels must be whole numbers from 0 to 1\. Got 2 of sample 0/);
    expect(() => classificationAccuracy(rows(2, 0, NaN), [1])).toThrow(/logits must be finite/);
    expect(() => classificationAccuracy(rows(2, 0, 1), [1], { top: 3 })).toThrow(/top must be an integer from 1 to 2/);
  });
});

describe('segmentationCounter', () => {
  test('is the same in parts as at once, and has the values of hand', () => {
    const counter = segmentationCounter({ classes: 3 });
    counter.add([0, 0], [0, 1]);
    counter.add([1, 1], [1, 1]);
    const scores = counter.result();
    expect([...scores.confusion]).toEqual([1, 1, 0, 0, 2, 0, 0, 0, 0]);
    expect(scores.pixelAccuracy).toBe(0.75);
    expect(scores.meanClassAccuracy).toBe(0.75);
    expect([...scores.iou]).toEqual([1 / 2, 2 / 3, 0]);
    expect(scores.meanIou).toBeCloseTo(7 / 12, 14);
    expect(scores.frequencyWeightedIou).toBeCloseTo(7 / 12, 14);
  });

  test('refuses maps that do not fit, and adds nothing of them', () => {
    const counter = segmentationCounter({ classes: 2 });
    expect(() => counter.add([0, 2], [0, 0])).toThrow(/the truth must be whole numbers from 0 to 1\. Got 2/);
    expect(() => counter.add([0], [0, 0])).toThrow(/the prediction must be one a sample, 1\. Got 2/);
    expect(() => counter.result()).toThrow(/scores need pixels\. Got none/);
  });
});

describe('rPrecision', () => {
  test('ranks the right caption among the others', () => {
    const images = rows(2, 1, 0, 0, 2);
    const texts = rows(2, 3, 1, 1, 3, -1, 0);
    const result = rPrecision(images, texts, Int32Array.of(0, 1, 2, 0, 1, 2), { top: 2 });
    expect(result).toMatchObject({ rPrecision: 0.5, recallAtTop: 1 });
    expect([...result.ranks]).toEqual([0, 1]);
    expect(result.similarity.data[0]).toBeCloseTo(3 / Math.sqrt(10), 14);
  });

  test('refuses captions that there are not, and zeros', () => {
    const two = rows(1, 1, 1);
    expect(() => rPrecision(two, two, Int32Array.of(0, 2))).toThrow(/rows of the texts, from 0 to 1\. Got 2/);
    expect(() => rPrecision(two, two, Int32Array.of(0, 1, 0))).toThrow(/as many for each of 2 images\. Got 3/);
    expect(() => rPrecision(rows(1, 0), two, Int32Array.of(0))).toThrow(/row of zeros has no direction\. Got one in row 0 of the images/);
  });
});

describe('translationError', () => {
  test('counts classes, and attributes by sign', () => {
    const logits = rows(2, 2, 1, -3, 1, 4, 5);
    const { error, perClass } = translationError(logits, [0, 0, 1]);
    expect(error).toBeCloseTo(1 / 3, 14);
    expect([...perClass]).toEqual([0.5, 0]);
    const attributes = translationError(logits, rows(2, 1, 1, 1, 1, 1, 0));
    expect([...attributes.perClass]).toEqual([1 / 3, 1 / 3]);
    expect(attributes.error).toBeCloseTo(1 / 3, 14);
  });

  test('refuses targets of another form', () => {
    expect(() => translationError(rows(2, 0, 1), rows(2, 1, 2))).toThrow(/0 or 1\. Got 2/);
    expect(() => translationError(rows(2, 0, 1), rows(1, 1))).toThrow(/as the logits, \[1, 2\]\. Got \[1, 1\]/);
  });
});
