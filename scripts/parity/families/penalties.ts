import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { ops, stopGradient } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import {
  consistency,
  criticGradients,
  driftOf,
  gradientPenaltyAt,
  latentDiversity,
  leCamAt,
  orthogonal,
  orthogonalUpdate,
  pathLengthAt,
  pathLengths,
  relativisticPairing,
  squaredGradientAt,
} from '@ganblocks/losses';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

type Outputs = Record<string, Tensor>;

const image = (input: Inputs<Tensor>, name: string): Tensor4D => input(name) as Tensor4D;

/** D(x) = mean_hw(tanh(conv2(softplus(conv1(x))))) · c_out + c_bias, logits `[N]`. */
function toyCritic(input: Inputs<Tensor>): (x: Tensor) => Tensor1D {
  const layer = (x: Tensor4D, name: string): Tensor4D =>
    ops.conv2d(x, image(input, `${name}_w`), { stride: 2, padding: 1, bias: input(`${name}_b`) as Tensor1D });
  return (x) => {
    const features = tf.mean<Tensor2D>(tf.tanh(layer(tf.softplus(layer(x as Tensor4D, 'c1')), 'c2')), [1, 2]);
    return tf.add(tf.sum(tf.mul(features, input('c_out')), 1), input('c_bias'));
  };
}

const lengths = (gradient: Tensor): Tensor => tf.sqrt(tf.sum(tf.square(tf.reshape(gradient, [gradient.shape[0], -1])), 1));

function wganGp(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const critic = toyCritic(input);
  const [real, fake, share] = [input('x_real'), input('x_fake'), input('eps')];
  const mixed = tf.add(tf.mul(share, real), tf.mul(tf.sub(1, share), fake));
  const form = golden.name.includes('one-sided') ? { oneSided: true } : { center: golden.name.includes('zero-centred') ? 0 : 1 };
  const penalty = gradientPenaltyAt(critic, mixed, form);
  const [gradient] = criticGradients(critic, mixed);
  const [onReal, onFake] = [critic(real), critic(fake)];
  const wasserstein = tf.sub(tf.mean(onFake), tf.mean(onReal));
  return {
    gp: penalty,
    grad_norm: lengths(gradient!),
    x_hat: mixed,
    loss_d: tf.add(wasserstein, tf.mul(penalty, numberOf(golden, 'lambda_'))),
    ...(golden.tensors.has('d_x_hat') ? { d_x_hat: critic(mixed) } : {}),
    ...(golden.tensors.has('drift') ? { drift: driftOf(onReal) } : {}),
    ...(golden.tensors.has('gp_one_sided') ? { gp_one_sided: gradientPenaltyAt(critic, mixed, { oneSided: true }) } : {}),
  };
}

/** A critic that pools its features from scale to scale and reads each image beside them. */
function multiScale(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const count = [...golden.tensors.keys()].filter((name) => /^x_\d+$/.test(name)).length;
  const images = Array.from({ length: count }, (_, i) => input(`x_${i}`));
  const critic = (scales: readonly Tensor[]): Tensor => {
    const features = scales.reduce<Tensor4D | undefined>((above, x, i) => {
      const read = above ? tf.concat([ops.averagePool(above, { size: 2 }), x as Tensor4D], 3) : (x as Tensor4D);
      return tf.softplus(ops.conv2d(read, image(input, `w_${i}`), { padding: 1, bias: input(`b_${i}`) as Tensor1D }));
    }, undefined);
    return tf.sum(tf.mul(tf.mean(tf.tanh(features!), [1, 2]), input('c_out')), 1);
  };
  return {
    critic: critic(images),
    grad_norms: tf.stack(criticGradients(critic, images).map(lengths)),
    gp_mean_over_scales: gradientPenaltyAt(critic, images),
    gp_joint: gradientPenaltyAt(critic, images, { scales: 'joint' }),
    r1_sum: squaredGradientAt(critic, images),
  };
}

function draganPoints(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [x, share] = [input('x_real'), input('alpha')];
  const deviation = tf.sqrt(tf.moments(x).variance);
  // Stated as text: 0.5*std(x).
  const { c } = golden.hyperparameters;
  const spread = typeof c === 'string' ? Number.parseFloat(c) : 0.5;
  const mixed = stopGradient(tf.add(x, tf.mul(tf.sub(1, share), tf.mul(tf.mul(deviation, spread), input('delta')))));
  const critic = toyCritic(input);
  return {
    penalty: gradientPenaltyAt(critic, mixed, { center: numberOf(golden, 'k', 1) }),
    x_hat: mixed,
    std: deviation,
    grad_norm: lengths(criticGradients(critic, mixed)[0]!),
  };
}

function zeroCentred(input: Inputs<Tensor>, golden: GoldenCase, name: 'x_real' | 'x_fake'): Outputs {
  const critic = toyCritic(input);
  const [gradient] = criticGradients(critic, input(name));
  return {
    penalty: tf.mul(squaredGradientAt(critic, input(name)), numberOf(golden, 'gamma')),
    sq_norm: tf.square(lengths(gradient!)),
    d: critic(input(name)),
  };
}

/** Relativistic pairs, and both penalties with one γ; the case has the parts of each image. */
function r3gan(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const critic = toyCritic(input);
  const [real, fake] = [input('x_real'), input('x_fake')];
  const [onReal, onFake] = [critic(real), critic(fake)];
  const loss = relativisticPairing();
  const gamma = numberOf(golden, 'gamma');
  const penalty = tf.mul(tf.add(squaredGradientAt(critic, real), squaredGradientAt(critic, fake)), gamma);
  const squares = (x: Tensor): Tensor => tf.square(lengths(criticGradients(critic, x)[0]!));
  return {
    loss_d: tf.add(loss.discriminator(onReal, onFake), penalty),
    loss_g: loss.generator(onFake, onReal),
    adv_d: tf.softplus(tf.sub(onFake, onReal)),
    r1: squares(real),
    r2: squares(fake),
  };
}

/** img = tanh(conv3x3(tanh(ws0 g1) · (1 + tanh(ws_last g2)))). */
function toySynthesis(input: Inputs<Tensor>, golden: GoldenCase): (styles: Tensor) => Tensor4D {
  const [, height = 1, width = 1] = golden.tensors.get('noise')?.shape ?? [];
  return (styles) => {
    const [n = 1, layers = 1, size = 1] = styles.shape;
    const layer = (index: number): Tensor2D => tf.reshape(tf.slice(styles, [0, index, 0], [n, 1, size]), [n, size]);
    const features = tf.tanh(tf.reshape<tf.Rank.R4>(tf.matMul(layer(0), input('g1') as Tensor2D), [n, height, width, -1]));
    const scales = tf.reshape(tf.add(1, tf.tanh(tf.matMul(layer(layers - 1), input('g2') as Tensor2D))), [n, 1, 1, -1]);
    return tf.tanh(ops.conv2d(tf.mul(features, scales), image(input, 'g3'), { padding: 1 }));
  };
}

function pathLengthOf(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const synthesize = toySynthesis(input, golden);
  const measured = pathLengths(synthesize, input('w_latent'), input('noise'));
  const options = { weight: numberOf(golden, 'weight'), decay: 1 - numberOf(golden, 'decay') };
  const { penalty, mean } = pathLengthAt(measured, input('pl_mean'), options);
  const detached = pathLengthAt(measured, input('pl_mean'), { ...options, detached: true });
  return {
    penalty,
    penalty_detached: detached.penalty,
    lengths: measured,
    pl_mean_new: mean,
    image: synthesize(input('w_latent')),
  };
}

function consistent(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const real = [input('real'), input('real_aug')] as const;
  const fake = [input('fake'), input('fake_aug')] as const;
  const latent = [input('fake'), input('fake_z')] as const;
  const weights = {
    realWeight: numberOf(golden, 'weight_real'),
    fakeWeight: numberOf(golden, 'weight_fake'),
    latentWeight: numberOf(golden, 'weight_dis'),
  };
  return {
    cr: consistency({ real }, weights),
    bcr: consistency({ real, fake }, weights),
    zcr_d: consistency({ latent }, weights),
    icr_d: consistency({ real, fake, latent }, weights),
    zcr_g: latentDiversity(input('img'), input('img_z'), { weight: numberOf(golden, 'weight_gen') }),
  };
}

function leCamTerms(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [real, fake] = [input('real'), input('fake')];
  const averages = { real: input('ema_real'), fake: input('ema_fake') };
  const [weight, decay] = [numberOf(golden, 'weight'), numberOf(golden, 'ema_decay')];
  const moved = (average: Tensor, logits: Tensor): Tensor => tf.add(tf.mul(average, decay), tf.mul(tf.mean(logits), 1 - decay));
  return {
    reg: tf.mul(leCamAt(real, fake, averages, { rectified: false }), weight),
    reg_relu: tf.mul(leCamAt(real, fake, averages), weight),
    ema_real_new: moved(averages.real, real),
    ema_fake_new: moved(averages.fake, fake),
  };
}

function orthogonalTerms(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const weight = numberOf(golden, 'beta');
  const kinds = { conv: input('w'), dense: input('w_dense') };
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([kind, kernel]) => [
      [`offdiag_${kind}`, orthogonal([kernel], { weight })],
      [`full_${kind}`, orthogonal([kernel], { weight, form: 'full' })],
      [`update_${kind}`, orthogonalUpdate(kernel, { weight })],
    ]),
  );
}

export const penalties: readonly Family[] = [
  { pattern: /^loss-wgan-gp/, outputs: wganGp },
  { pattern: /^loss-multi-scale-gp/, outputs: multiScale },
  { pattern: /^loss-dragan/, outputs: draganPoints },
  { pattern: /^loss-r1/, outputs: (input, golden) => zeroCentred(input, golden, 'x_real') },
  { pattern: /^loss-r2/, outputs: (input, golden) => zeroCentred(input, golden, 'x_fake') },
  { pattern: /^loss-r3gan/, outputs: r3gan },
  { pattern: /^loss-path-length/, outputs: pathLengthOf },
  { pattern: /^loss-consistency/, outputs: consistent },
  { pattern: /^loss-lecam/, outputs: leCamTerms },
  { pattern: /^loss-orthogonal/, outputs: orthogonalTerms },
  {
    pattern: /^loss-drift/,
    outputs: (input, golden) => {
      const [real, fake] = [driftOf(input('real')), driftOf(input('fake'))];
      const weight = numberOf(golden, 'epsilon');
      return { drift: tf.mul(real, weight), drift_both: tf.mul(tf.add(real, fake), weight) };
    },
  },
];
