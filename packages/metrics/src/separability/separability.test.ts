import { describe, expect, test } from '@jest/globals';
import { randomMatrix } from '../../tests/randomMatrix';
import { featureRows } from '../features/features';
import { linearClassifier } from './linearClassifier';
import { linearProbeAccuracy } from './linearProbe';
import { conditionalEntropy, linearSeparability, surestSamples } from './linearSeparability';

const x = randomMatrix(200, 5);
/** Above the plane x0 + 2 x1 = 0.3, but for every tenth. */
const noisy = Array.from({ length: 200 }, (_, i) => x.data[5 * i]! + 2 * x.data[5 * i + 1]! > 0.3 !== (i % 10 === 0));

describe('linearClassifier', () => {
  test.each([0.01, 1, 100])('finds the least of its loss, cost %f', (cost) => {
    const { weights, decide } = linearClassifier(x, noisy, { cost });
    const decisions = decide(x);
    const gradient = weights.slice();
    noisy.forEach((positive, i) => {
      const sign = positive ? 1 : -1;
      const slack = Math.max(0, 1 - sign * decisions[i]!);
      for (let k = 0; k < 6; k++) gradient[k]! -= 2 * cost * sign * slack * (k < 5 ? x.data[5 * i + k]! : 1);
    });
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-8 * (1 + cost));
  });

  test('tells the sides apart', () => {
    const { weights, decide } = linearClassifier(x, noisy);
    const right = decide(x).filter((value, i) => value > 0 === noisy[i]).length;
    expect(right).toBeGreaterThan(160);
    expect(weights[1]! / weights[0]!).toBeGreaterThan(1.3);
  });

  test('refuses what does not fit', () => {
    expect(() => linearClassifier(x, [true])).toThrow(/a class for each of 200 rows\. Got 1/);
    expect(() => linearClassifier(x, noisy).decide(featureRows(new Float64Array(4), 4))).toThrow(/5 columns, as in training\. Got 4/);
  });
});

describe('linearProbeAccuracy', () => {
  test('is 1 for classes in corners, whatever the scale of the features', () => {
    const labels = Array.from({ length: 90 }, (_, i) => i % 3);
    const centres = [[0, 0], [1, 0], [0, 1]] as const; // prettier-ignore
    const noise = randomMatrix(90, 2).data;
    const data = Float64Array.from({ length: 180 }, (_, i) => (centres[labels[i >> 1]!]![i % 2]! + 0.1 * noise[i]!) * (i % 2 ? 1e-4 : 1e4));
    const set = { features: featureRows(data, 2), labels };
    expect(linearProbeAccuracy(set, set)).toBe(1);
    expect(() => linearProbeAccuracy({ ...set, labels: labels.map(() => 1) }, set)).toThrow(/2 classes at least\. Got 1 alone/);
  });
});

describe('linearSeparability', () => {
  test('conditional entropy is 0 where the prediction says all, and that of the labels where it says nothing', () => {
    const labels = [true, true, true, false];
    expect(conditionalEntropy(labels, labels)).toBe(0);
    expect(conditionalEntropy(labels, labels.map((value) => !value))).toBe(0); // prettier-ignore
    expect(conditionalEntropy(labels, [true, true, true, true])).toBeCloseTo(-0.75 * Math.log2(0.75) + 0.5, 12);
    expect(() => conditionalEntropy([], [])).toThrow(/one at least/);
  });

  test('takes the surest samples, the first of equal ones', () => {
    expect(surestSamples([1, -3, 2, 3], 3)).toEqual([1, 3, 2]);
    expect(() => surestSamples([1], 2)).toThrow(/keep must be an integer from 1 to the number of samples, 1\. Got 2/);
  });

  test('is 1 for a plane, above 1 for a ball', () => {
    const plane = featureRows(
      Float64Array.from({ length: 200 }, (_, i) => x.data[5 * i]! - x.data[5 * i + 2]!),
      1,
    );
    const ball = featureRows(
      Float64Array.from({ length: 200 }, (_, i) => Math.hypot(...x.data.subarray(5 * i, 5 * i + 3)) - 0.9),
      1,
    );
    expect(linearSeparability(x, plane, { cost: 100 }).score).toBeLessThan(1.02);
    expect(linearSeparability(x, ball).score).toBeGreaterThan(1.5);
    expect(() => linearSeparability(x, featureRows(new Float64Array(3), 1))).toThrow(/logits for each of 200 latents\. Got 3/);
  });
});
