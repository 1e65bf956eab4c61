import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { adam, clipWeights, emaDecay, emaUpdate, lazyCorrection, minimize, randomStream, rmsprop, sgd } from '@ganblocks/core';
import type { DisposableOptimizer, StepContext } from '@ganblocks/core';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';
import { dueTerm } from '@ganblocks/losses';
import type { Family, Inputs } from '../family';
import { numberOf, numbersOf } from '../hyperparameters';
import { tensorOf } from '../points';

type Values = Record<string, GoldenArray>;
type Moments = Readonly<Record<string, (name: string) => string>>;

const arrayOf = async (tensor: Tensor): Promise<GoldenArray> => ({ shape: tensor.shape, data: await tensor.data() });

/** How many numbered tensors `<name>_1`, `<name>_2`, … a case stores. */
const stepsOf = (golden: GoldenCase, name: string): number =>
  [...golden.tensors.keys()].filter((tensor) => new RegExp(`^${name}_[1-9]\\d*$`).test(tensor)).length;

/** The context of a step that draws no batch and no noise. */
const context = (step: number): StepContext<undefined> => ({
  next: async () => undefined,
  random: randomStream(0),
  step,
  imagesSeen: 0,
  phase: { name: 'parity', progress: 0 },
});

/** Mean of (tanh(x w + b) - y)²: the loss of all optimizer cases. */
const toyLoss = (x: Tensor, y: Tensor, w: Tensor, b: Tensor): Scalar =>
  tf.mean<Scalar>(tf.square(tf.sub(tf.tanh(tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b)), y)));

/** Steps of an optimizer on the toy loss: `loss_k` before step k, then `w_k`, `b_k` and the moments after it. */
async function steps(
  stored: Inputs<GoldenTensor>,
  golden: GoldenCase,
  build: (variables: Variable[]) => DisposableOptimizer,
  moments: Moments,
): Promise<Values> {
  const [x, y] = [tensorOf(stored('x')), tensorOf(stored('y'))];
  const [w, b] = [tf.variable(tensorOf(stored('w_0'))), tf.variable(tensorOf(stored('b_0')))];
  const optimizer = build([w, b]);
  const values: Values = {};
  try {
    for (let k = 1; k <= stepsOf(golden, 'w'); k++) {
      const { loss } = minimize(optimizer, context(k), () => ({ loss: toyLoss(x, y, w, b) }));
      if (loss) values[`loss_${k}`] = await arrayOf(loss);
      tf.dispose(loss ?? []);
      const state = optimizer.tensors();
      for (const [letter, variable] of Object.entries({ w, b })) {
        values[`${letter}_${k}`] = await arrayOf(variable);
        for (const [moment, nameOf] of Object.entries(moments)) {
          const tensor = state[nameOf(variable.name)];
          if (tensor) values[`${moment}_${letter}_${k}`] = await arrayOf(tensor);
        }
      }
    }
    return values;
  } finally {
    optimizer.dispose();
    tf.dispose([w, b]);
  }
}

function adamSteps(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> {
  const options = {
    learningRate: numberOf(golden, 'lr'),
    beta1: numberOf(golden, 'beta1'),
    beta2: numberOf(golden, 'beta2'),
    epsilon: numberOf(golden, 'epsilon'),
  };
  const moments = { m: (name: string) => `${name}/firstMoment`, v: (name: string) => `${name}/secondMoment` };
  return steps(stored, golden, (variables) => adam([{ trainable: variables }], options), moments);
}

function sgdSteps(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> {
  const options = {
    learningRate: numberOf(golden, 'lr'),
    momentum: numberOf(golden, 'momentum', 0),
    nesterov: golden.hyperparameters['nesterov'] === true,
  };
  return steps(stored, golden, (variables) => sgd([{ trainable: variables }], options), {
    state_velocity: (name) => `${name}/velocity`,
  });
}

function rmspropSteps(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> {
  const form = golden.name.startsWith('optim-rmsprop-torch') ? 'torch' : 'tensorflow';
  const options = {
    form,
    learningRate: numberOf(golden, 'lr'),
    decay: numberOf(golden, form === 'torch' ? 'alpha' : 'rho'),
    epsilon: numberOf(golden, 'epsilon'),
    momentum: numberOf(golden, 'momentum', 0),
    centered: golden.hyperparameters['centered'] === true,
    initialMeanSquare: numberOf(golden, 'initial_mean_square', 0),
  } as const;
  return steps(stored, golden, (variables) => rmsprop([{ trainable: variables }], options), {
    state_mean_square: (name) => `${name}/meanSquare`,
    state_mean_grad: (name) => `${name}/meanGradient`,
    state_momentum: (name) => `${name}/momentum`,
  });
}

/** What a penalty of 1 becomes in the step in which it is due. */
async function gainOf(every: number): Promise<number> {
  const gain = dueTerm({ every, term: () => tf.scalar(1) }, undefined);
  const [value = NaN] = await gain.data();
  gain.dispose();
  return value;
}

/** Adam's numbers and the gain of the penalty at each interval. */
async function lazyCorrections(_stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> {
  const intervals = numbersOf(golden, 'intervals');
  const given = { learningRate: numberOf(golden, 'lr'), beta1: numberOf(golden, 'beta1'), beta2: numberOf(golden, 'beta2') };
  const corrected = intervals.map((every) => lazyCorrection(every, given));
  const gains = await Promise.all(intervals.map(gainOf));
  const row = (values: readonly number[]): GoldenArray => ({ shape: [values.length], data: Float64Array.from(values) });
  return {
    lr: row(corrected.map(({ learningRate }) => learningRate)),
    beta1: row(corrected.map(({ beta1 }) => beta1)),
    beta2: row(corrected.map(({ beta2 }) => beta2)),
    loss_gain: row(gains),
  };
}

/** `<name>_clipped` for every input. */
async function clipped(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> {
  const names = [...golden.tensors].filter(([, { isInput }]) => isInput).map(([name]) => name);
  const variables = names.map((name) => tf.tidy(() => tf.variable(tensorOf(stored(name)))));
  try {
    clipWeights(variables, numberOf(golden, 'c'));
    const arrays = await Promise.all(variables.map(arrayOf));
    return Object.fromEntries(arrays.map((array, index) => [`${names[index]}_clipped`, array]));
  } finally {
    tf.dispose(variables);
  }
}

/** Averages `ema_k` of the weights `p_k`; `decayAt` is asked once an update, the first being 0. */
async function averages(stored: Inputs<GoldenTensor>, golden: GoldenCase, decayAt: (update: number) => number): Promise<Values> {
  const values: Values = {};
  let average = tensorOf(stored('ema_0'));
  for (let k = 1; k <= stepsOf(golden, 'p'); k++) {
    average = emaUpdate(average, tensorOf(stored(`p_${k}`)), decayAt(k - 1));
    values[`ema_${k}`] = await arrayOf(average);
  }
  return values;
}

/** A half-life in images, ramped up by the images shown so far. */
async function imageAverages(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> {
  const rampUp = golden.hyperparameters['ema_rampup'] === null ? null : numberOf(golden, 'ema_rampup');
  const [batchSize, halfLifeImages] = [numberOf(golden, 'batch'), numberOf(golden, 'ema_kimg') * 1000];
  const decays = Array.from(stored('cur_nimg').data, (imagesSeen) => emaDecay({ imagesSeen, batchSize, halfLifeImages, rampUp }));
  const values = await averages(stored, golden, (update) => decays[update] ?? NaN);
  return { ...values, beta: { shape: [decays.length], data: decays } };
}

/** A fixed decay from `start_itr` on; before it the average is the weights themselves. */
const delayedAverages = (stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Values> =>
  averages(stored, golden, (update) => (update < numberOf(golden, 'start_itr', 0) ? 0 : numberOf(golden, 'decay')));

export const optimizers: readonly Family[] = [
  { pattern: /^optim-adam-/, values: adamSteps },
  { pattern: /^optim-sgd-/, values: sgdSteps },
  { pattern: /^optim-rmsprop-(torch|tf)/, values: rmspropSteps },
  { pattern: /^optim-lazy-correction/, values: lazyCorrections },
  { pattern: /^optim-weight-clipping/, values: clipped },
  { pattern: /^optim-ema-decay/, values: delayedAverages },
  { pattern: /^optim-ema-stylegan2ada/, values: imageAverages },
];
