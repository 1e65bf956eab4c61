import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AdversarialLoss, installGradients } from '@ganblocks/core';
import {
  dualContrastive,
  energyMargin,
  equilibrium,
  hinge,
  leastSquares,
  minimax,
  multiHinge,
  nonSaturating,
  pullingAway,
  reconstructionEnergy,
  relativisticAverage,
  relativisticPairing,
  wasserstein,
} from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numberOf = (x: Tensor | undefined): number => x?.dataSync()[0] ?? NaN;
const numbers = (x: Tensor): number[] => [...x.dataSync()];
const logits = (...values: number[]): Tensor1D => tf.tensor1d(values);
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

const all: Readonly<Record<string, AdversarialLoss>> = {
  nonSaturating: nonSaturating({ realLabel: 0.9, fakeLabel: 0.1, flipRate: 0.05 }),
  minimax: minimax(),
  leastSquares: leastSquares(),
  hinge: hinge(),
  wasserstein: wasserstein(),
  relativisticAverage: relativisticAverage(),
  relativisticHinge: relativisticAverage({ form: 'hinge' }),
  relativisticPairing: relativisticPairing(),
  dualContrastive: dualContrastive(),
  energyMargin: energyMargin(),
};

describe.each(Object.entries(all))('%s', (_, loss) => {
  test('leaves one tensor on each side', () => {
    const [real, fake] = [logits(1, 2), logits(0, 3)];
    const before = tf.memory().numTensors;
    tf.dispose([loss.discriminator(real, fake), loss.generator(fake, real)]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('is finite for logits of ±1000, and so are its derivatives', () => {
    const [real, fake] = [logits(1000, -1000), logits(-1000, 1000)];
    const values = [loss.discriminator(real, fake), loss.generator(fake, real)].map(numberOf);
    const gradients = [
      tf.grad((x: Tensor) => loss.discriminator(x, fake))(real),
      tf.grad((x: Tensor) => loss.discriminator(real, x))(fake),
      tf.grad((x: Tensor) => loss.generator(x, real))(fake),
    ].flatMap(numbers);
    expect([...values, ...gradients].every(Number.isFinite)).toBe(true);
  });

  test('pushes the two sides of D apart, and the fakes of G up (or the energies down)', () => {
    const [real, fake] = [logits(0.3, -0.2), logits(0.4, 0.1)];
    const sum = (x: Tensor): number => numbers(x).reduce((total, value) => total + value, 0);
    const onReal = sum(tf.grad((x: Tensor) => loss.discriminator(x, fake))(real));
    const onFake = sum(tf.grad((x: Tensor) => loss.discriminator(real, x))(fake));
    const ofGenerator = sum(tf.grad((x: Tensor) => loss.generator(x, real))(fake));
    expect(Math.sign(onReal)).toBe(-Math.sign(onFake));
    expect(Math.sign(ofGenerator)).toBe(-Math.sign(onFake));
  });
});

describe('closed forms', () => {
  const [real, fake] = [() => logits(1, 3), () => logits(-2, 0)];
  const of = ({ discriminator, generator }: AdversarialLoss): number[] => [discriminator(real(), fake()), generator(fake(), real())].map(numberOf); // prettier-ignore

  test.each([
    ['minimax', minimax(), (softplus(-1) + softplus(-3) + softplus(-2) + softplus(0)) / 2, -(softplus(-2) + softplus(0)) / 2],
    ['least squares', leastSquares(), (0 + 4) / 4 + (4 + 0) / 4, (9 + 1) / 4],
    ['least squares of other targets', leastSquares({ realTarget: 2, fakeTarget: -2, generatorTarget: 0, factor: 1 }), 1 + 2, 2],
    ['hinge', hinge(), 0 + 0.5, 1],
    ['wasserstein', wasserstein(), -1 - 2, 1],
    ['relativistic hinge', relativisticAverage({ form: 'hinge' }), 0 + 0, (5 + 3) / 2 + (3 + 5) / 2],
    ['relativistic pairing', relativisticPairing(), softplus(-3), softplus(3)],
  ])('%s', (_, loss, discriminator, generator) => {
    const [d, g] = of(loss);
    expect(d).toBeCloseTo(discriminator, 5);
    expect(g).toBeCloseTo(generator, 5);
  });

  test('dual contrastive', () => {
    const pairs = (winners: number[], losers: number[]): number =>
      winners.map((w) => softplus(Math.log(losers.reduce((sum, l) => sum + Math.exp(l), 0)) - w)).reduce((sum, x) => sum + x, 0) /
      winners.length;
    const expected = pairs([1, 3], [-2, 0]) + pairs([2, 0], [-1, -3]);
    expect(of(dualContrastive())[0]).toBeCloseTo(expected, 5);
    expect(of(dualContrastive({ generator: 'negated' }))[1]).toBeCloseTo(-expected, 5);
  });

  test('flipped labels enter by their expectation', () => {
    const flipped = nonSaturating({ flipRate: 0.25 }).discriminator(real(), fake());
    const expected =
      0.75 * (softplus(-1) + softplus(-3)) +
      0.25 * (softplus(1) + softplus(3)) +
      0.75 * (softplus(-2) + softplus(0)) +
      0.25 * (softplus(2) + softplus(0));
    expect(numberOf(flipped)).toBeCloseTo(expected / 2, 5);
  });
});

describe('multiHinge', () => {
  test('asks the own class to lead by the margin', () => {
    const loss = multiHinge();
    const real = tf.tensor2d([[3, 1, 0], [0, 0.5, 0]]); // prettier-ignore
    const fake = tf.tensor2d([[0, 0, 2], [1, 0, 0]]); // prettier-ignore
    const labels = tf.tensor1d([0, 1], 'int32');
    expect(numberOf(loss.discriminator(real, labels, fake))).toBeCloseTo((0 + 0.5) / 2 + (0 + 2) / 2, 5);
    expect(numberOf(loss.generator(fake, labels))).toBeCloseTo((3 + 2) / 2, 5);
    expect(() => loss.generator(fake, logits(1))).toThrow(
      'multiHinge: logits must be [N, classes + 1] and labels int32 [N]. Got [2, 3] and float32 [1].',
    );
    expect(() => loss.discriminator(real, labels, tf.ones([2, 4]))).toThrow('as many columns, classes + 1. Got [2, 3] and [2, 4].');
  });
});

describe('energies', () => {
  test('measure a reconstruction', () => {
    const [x, y] = [tf.tensor3d([3, 0, 0, 4], [1, 2, 2]), tf.zeros([1, 2, 2])];
    expect(numbers(reconstructionEnergy(x, y))).toEqual([25 / 4]);
    expect(numbers(reconstructionEnergy(x, y, { distance: 'absolute' }))).toEqual([7 / 4]);
    expect(numbers(reconstructionEnergy(x, y, { distance: 'length' }))).toEqual([5]);
    expect(() => reconstructionEnergy(x, tf.zeros([2]))).toThrow('must have one shape. Got [1, 2, 2] and [2].');
  });

  test('of fakes stop to count at the margin', () => {
    const { discriminator } = energyMargin({ margin: 2 });
    expect(numberOf(discriminator(logits(1, 3), logits(0.5, 5)))).toBeCloseTo(2 + 1.5 / 2, 5);
  });

  test('codes of one direction have the pulling-away term 1, orthogonal ones 0', () => {
    expect(numberOf(pullingAway(tf.tensor2d([[1, 2], [-2, -4], [0.5, 1]])))).toBeCloseTo(1, 5); // prettier-ignore
    expect(numberOf(pullingAway(tf.tensor2d([[1, 0], [0, 3]])))).toBe(0); // prettier-ignore
    expect(() => pullingAway(tf.ones([1, 3]))).toThrow('of two images or more. Got [1, 3].');
  });

  test('of nothing have no gradient, and no NaN', () => {
    const slope = tf.grad((x: Tensor) => pullingAway(tf.reshape(x, [2, 2])));
    expect(numbers(slope(tf.tensor1d([0, 0, 1, 2])))).toEqual([0, 0, 0, 0]);
    const images = tf.tensor2d([[1, 2]]);
    const distance = tf.grad((x: Tensor) => tf.sum(reconstructionEnergy(images, x, { distance: 'length' })));
    expect(numbers(distance(images)).map(Math.abs)).toEqual([0, 0]);
  });
});

describe('equilibrium', () => {
  test('moves k towards the balance and keeps it in [0, 1]', () => {
    const loss = equilibrium({ diversity: 0.5, rate: 0.1 });
    const k = (): number => numberOf(loss.tensors()['k']);
    expect(numberOf(loss.discriminator(logits(4), logits(1)))).toBe(4);
    loss.update(logits(4), logits(1));
    expect(k()).toBeCloseTo(0.1, 6);
    expect(numberOf(loss.discriminator(logits(4), logits(1)))).toBeCloseTo(3.9, 5);
    expect(numberOf(loss.convergence(logits(4), logits(1)))).toBeCloseTo(5, 5);
    loss.update(logits(0), logits(100));
    expect(k()).toBe(0);

    const copy = equilibrium();
    copy.restore({ k: tf.scalar(0.25) }, {});
    expect(numberOf(copy.tensors()['k'])).toBe(0.25);
    for (const one of [loss, copy]) one.dispose();
  });

  test('teaches', () => {
    expect(() => equilibrium({ diversity: 0 })).toThrow('equilibrium: diversity must lie in (0, 1]. Got 0.');
    expect(() => relativisticPairing().generator(logits(1))).toThrow(
      "the generator's term needs the logits of reals. Got none. Call generator(fake, real).",
    );
    expect(() => relativisticPairing().discriminator(logits(1), logits(1, 2))).toThrow('compares them in pairs. Got [1] and [2].');
    expect(() => nonSaturating({ flipRate: 0.5 })).toThrow('nonSaturating: flipRate must lie in [0, 0.5). Got 0.5.');
  });
});
