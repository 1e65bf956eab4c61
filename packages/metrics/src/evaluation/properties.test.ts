import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { featureRows, type Features } from '../features/features';
import { cmmdMetric, fidInfinityMetric, kidMetric, mindMetric, precisionRecallMetric, twoSampleMetric } from './featureMetrics';
import { fidMetric } from './fidMetric';
import type { ImmediateMetric } from './metric';
import { vendiMetric } from './vendiMetric';

const number = fc.double({ min: -10, max: 10, noNaN: true });

/** Sets of features of one dimension, 2 to 12 rows each: more rows than dimensions, and fewer. */
const sets = (count: number): fc.Arbitrary<Features[]> =>
  fc.integer({ min: 1, max: 6 }).chain((columns) =>
    fc.tuple(
      ...Array.from({ length: count }, () =>
        fc
          .integer({ min: 2, max: 12 })
          .chain((rows) => fc.array(number, { minLength: rows * columns, maxLength: rows * columns }))
          .map((data) => featureRows(Float64Array.from(data), columns)),
      ),
    ),
  );

const distance = (real: Features, fake: Features, batch = Infinity): number => {
  const fid = fidMetric();
  for (const [set, add] of [
    [real, fid.addReal.bind(fid)],
    [fake, fid.addFake.bind(fid)],
  ] as const) {
    const step = Math.min(batch, set.rows) * set.columns;
    for (let at = 0; at < set.data.length; at += step) add({ features: featureRows(set.data.slice(at, at + step), set.columns) });
  }
  return fid.result().fid;
};

const moved = ({ data, columns }: Features, by: ArrayLike<number>): Features =>
  featureRows(
    data.map((value, i) => value + by[i % columns]!),
    columns,
  );

const inOrder = ({ data, columns, rows }: Features, order: readonly number[]): Features =>
  featureRows(
    data.map((_, i) => data[order[Math.floor(i / columns)]! * columns + (i % columns)]!),
    rows === 0 ? 1 : columns,
  );

/** Variances are up to some hundreds. */
const rounding = 1e-9;

describe('FID, whatever the features', () => {
  test('of a set with itself is 0', () => {
    fc.assert(
      fc.property(sets(1), ([x]) => expect(distance(x!, x!)).toBeLessThan(rounding)),
      { seed: 1 },
    );
  });

  test('does not depend on the order of the samples, nor on their batches', () => {
    fc.assert(
      fc.property(sets(2), fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 5 }), ([x, y], turn, batch) => {
        const order = Array.from({ length: x!.rows }, (_, i) => (i + turn) % x!.rows).reverse();
        const expected = distance(x!, y!);
        expect(Math.abs(distance(inOrder(x!, order), y!, batch) - expected)).toBeLessThan(rounding * (1 + expected));
        expect(Math.abs(distance(y!, x!) - expected)).toBeLessThan(rounding * (1 + expected));
      }),
      { seed: 2 },
    );
  });

  test('of a set moved by t with itself is |t|^2, and stays where both move', () => {
    const shift = fc.array(number, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(sets(2), shift, ([x, y], t) => {
        const squares = t.slice(0, x!.columns).reduce((sum, value) => sum + value * value, 0);
        expect(Math.abs(distance(x!, moved(x!, t)) - squares)).toBeLessThan(rounding * (1 + squares));
        const expected = distance(x!, y!);
        expect(Math.abs(distance(moved(x!, t), moved(y!, t)) - expected)).toBeLessThan(rounding * (1 + expected));
      }),
      { seed: 3 },
    );
  });
});

const rows = (count: number, columns = 2): Features =>
  featureRows(
    Float32Array.from({ length: count * columns }, (_, i) => Math.sin(7 * i)),
    columns,
  );

type FeatureMetric = ImmediateMetric<'features'>;
const comparing: readonly [string, () => FeatureMetric][] = [
  ['fid', fidMetric],
  ['kid', kidMetric],
  ['cmmd', cmmdMetric],
  ['mind', mindMetric],
  ['fid at infinity', () => fidInfinityMetric({ points: 3, smallest: 4 })],
  ['precision and recall', precisionRecallMetric],
  ['two-sample test', twoSampleMetric],
];

describe.each([...comparing, ['vendi', vendiMetric] as const])('%s says what is wrong:', (_, open) => {
  test('NaN, and adds nothing of it', () => {
    const metric = open();
    const broken = featureRows(Float32Array.of(1, 2, 3, NaN), 2);
    expect(() => metric.addFake({ features: broken })).toThrow(/finite.* Got NaN/);
    if (metric.compares === 'both') {
      expect(() => metric.addReal({ features: broken })).toThrow(/finite.* Got NaN/);
      metric.addReal({ features: rows(20) });
    }
    metric.addFake({ features: rows(20) });
    expect(Object.values(metric.result()).every(Number.isFinite)).toBe(true);
  });

  test('another dimension', () => {
    const metric = open();
    metric.addFake({ features: rows(3) });
    expect(() => metric.addFake({ features: rows(3, 5) })).toThrow(/columns.* 2\. Got 5|Got 5/);
  });
});

test.each(comparing)('%s says what is wrong: reals of another dimension', (_, open) => {
  const metric = open();
  metric.addReal({ features: rows(20, 3) });
  metric.addFake({ features: rows(20) });
  expect(() => metric.result()).toThrow(/Got 3 and 2|Got 2 and 3/);
});

test.each(comparing)('%s says what is wrong: no images, and one where one is too few', (name, open) => {
  const metric = open();
  metric.addReal({ features: rows(20) });
  expect(() => metric.result()).toThrow(/Got (none|0)/);
  metric.addFake({ features: rows(1) });
  if (['mind', 'cmmd', 'two-sample test'].includes(name)) expect(Object.values(metric.result()).every(Number.isFinite)).toBe(true);
  else expect(() => metric.result()).toThrow(/Got 1\b|less than the samples of the smaller set/);
});
