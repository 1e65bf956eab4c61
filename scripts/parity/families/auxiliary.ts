import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { GoldenCase } from '@ganblocks/core/testing';
import {
  attributeCrossEntropy,
  auxiliaryClassifier,
  categoricalInformation,
  classCrossEntropy,
  type ClassifiedLogits,
  type ClassifiedTerms,
  classProbabilities,
  conditionalContrastive,
  correctedCrossEntropy,
  corruptLabels,
  dataToDataCrossEntropy,
  domainLogits,
  featureMatching,
  gaussianInformation,
  hinge,
  infoMax,
  matchingAware,
  meanFeatureMatching,
  modeRatio,
  modeSeeking,
  rotations,
  semiSupervised,
  unifiedLabels,
} from '@ganblocks/losses';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

type Outputs = Record<string, Tensor>;

const matrix = (input: Inputs<Tensor>, name: string): Tensor2D => input(name) as Tensor2D;
const labels = (input: Inputs<Tensor>, name: string): Tensor1D => input(name) as Tensor1D;

function acgan(input: Inputs<Tensor>): Outputs {
  const judged = (side: string): ClassifiedLogits => ({
    logits: input(`src_${side}`),
    classLogits: matrix(input, `cls_${side}`),
    labels: labels(input, `y_${side}`),
  });
  const [real, fake] = [judged('real'), judged('fake')];
  const total = ({ adversarial, classes }: ClassifiedTerms): Tensor => tf.add(adversarial, classes);
  return {
    loss_d: total(auxiliaryClassifier().discriminator(real, fake)),
    loss_g: total(auxiliaryClassifier().generator(fake)),
    cls_d_real_only: auxiliaryClassifier({ classifyFakes: false }).discriminator(real, fake).classes,
  };
}

function semi(input: Inputs<Tensor>): Outputs {
  const [unlabelled, fake] = [matrix(input, 'unl'), matrix(input, 'fake')];
  const chances = classProbabilities(unlabelled);
  const [count, classes] = unlabelled.shape;
  return {
    loss_supervised: semiSupervised().supervised(matrix(input, 'lab'), labels(input, 'y')),
    loss_unsupervised: semiSupervised().unsupervised(unlabelled, fake),
    loss_unsupervised_full: semiSupervised({ weight: 1 }).unsupervised(unlabelled, fake),
    probs_k_plus_1: classProbabilities(fake),
    p_real: tf.sum(tf.slice(chances, [0, 0], [count, classes]), 1),
  };
}

function infogan(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [code, mean, logVariance] = [matrix(input, 'c'), matrix(input, 'mu'), matrix(input, 'logvar')];
  const categorical = categoricalInformation(matrix(input, 'logits'), labels(input, 'code'));
  return {
    categorical,
    mi_bound_categorical: tf.sub(Math.log(numberOf(golden, 'categories')), categorical),
    gaussian: gaussianInformation(code, mean, { logVariance }),
    gaussian_no_const: gaussianInformation(code, mean, { logVariance, constant: false }),
    gaussian_unit_variance: gaussianInformation(code, mean, { constant: false }),
  };
}

function infoMaxTerms(input: Inputs<Tensor>): Outputs {
  const [local, global] = [input('local') as Tensor3D, matrix(input, 'glob')];
  return { loss: infoMax(local, global, { released: true }), loss_exact: infoMax(local, global) };
}

function stargan(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const sizes = [numberOf(golden, 'c_a'), numberOf(golden, 'c_b')];
  const joint = matrix(input, 'logits_joint');
  const [attributes, classes] = [matrix(input, 'attr'), labels(input, 'cls')];
  const oneHot = tf.cast(tf.oneHot(classes, sizes[1] ?? 0) as Tensor2D, 'float32');
  return {
    cls_a: attributeCrossEntropy(matrix(input, 'logits_a'), attributes),
    cls_b: classCrossEntropy(matrix(input, 'logits_b'), classes),
    joint_cls_a: attributeCrossEntropy(domainLogits(joint, { sizes, source: 0 }), attributes),
    joint_cls_b: classCrossEntropy(domainLogits(joint, { sizes, source: 1 }), classes),
    unified_label_a: unifiedLabels(attributes, { sizes, source: 0 }),
    unified_label_b: unifiedLabels(oneHot, { sizes, source: 1 }),
  };
}

function racgan(input: Inputs<Tensor>): Outputs {
  const [logits, noisy] = [matrix(input, 'logits'), labels(input, 'y_noisy')];
  return {
    forward: correctedCrossEntropy(logits, noisy, matrix(input, 'T')),
    forward_symmetric: correctedCrossEntropy(logits, noisy, matrix(input, 'T_symmetric')),
    uncorrected: classCrossEntropy(logits, noisy),
  };
}

function rcgan(input: Inputs<Tensor>): Outputs {
  const loss = hinge();
  return {
    y_tilde: corruptLabels(labels(input, 'y_clean'), matrix(input, 'T'), labels(input, 'u')),
    loss_d: loss.discriminator(input('real'), input('fake')),
    loss_g: loss.generator(input('fake')),
  };
}

function rotation(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const { images, labels: turns } = rotations(input('x') as Tensor4D);
  return {
    rotated: images,
    labels: turns,
    loss_d: tf.mul(classCrossEntropy(matrix(input, 'logits_real'), turns), numberOf(golden, 'beta')),
    loss_g: tf.mul(classCrossEntropy(matrix(input, 'logits_fake'), turns), numberOf(golden, 'alpha')),
  };
}

function contragan(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const temperature = numberOf(golden, 'temperature');
  return { loss: conditionalContrastive(matrix(input, 'embed'), matrix(input, 'proxy'), labels(input, 'labels'), { temperature }) };
}

function reacgan(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const options = { temperature: numberOf(golden, 'temperature'), margin: numberOf(golden, 'm_p') };
  const term = (released: boolean): Tensor =>
    dataToDataCrossEntropy(matrix(input, 'embed'), matrix(input, 'proxy'), labels(input, 'labels'), { ...options, released });
  return { loss: term(true), loss_without_max: term(false) };
}

function matching(input: Inputs<Tensor>): Outputs {
  const loss = matchingAware();
  const conditional = { real: input('cond_real'), wrong: input('cond_wrong'), fake: input('cond_fake') };
  return {
    loss_d: loss.discriminator(conditional, { real: input('uncond_real'), fake: input('uncond_fake') }),
    loss_d_conditional_only: loss.discriminator(conditional),
    loss_g: loss.generator(input('cond_fake'), input('uncond_fake')),
  };
}

/** `<side>_d<discriminator>_l<layer>`, as many as the case has. */
function features(input: Inputs<Tensor>, golden: GoldenCase, side: 'real' | 'fake'): Tensor[][] {
  const layersOf = (d: number): number => [...golden.tensors.keys()].filter((name) => name.startsWith(`${side}_d${d}_l`)).length;
  return Array.from({ length: numberOf(golden, 'num_D') }, (_, d) =>
    Array.from({ length: layersOf(d) }, (_unused, l) => input(`${side}_d${d}_l${l}`)),
  );
}

function matched(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [fake, real] = [features(input, golden, 'fake'), features(input, golden, 'real')];
  const layerWeight = 4 / (numberOf(golden, 'n_layers') + 1);
  return {
    loss: featureMatching(fake, real, { weight: numberOf(golden, 'lambda_feat'), layerWeight }),
    loss_unweighted: featureMatching(fake, real, { weight: fake.length }),
  };
}

function seeking(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const images = [input('img1'), input('img2')] as const;
  const latents = [input('z1'), input('z2')] as const;
  return { loss: modeSeeking(images, latents, { epsilon: numberOf(golden, 'eps') }), ratio: modeRatio(images, latents) };
}

export const auxiliary: readonly Family[] = [
  { pattern: /^loss-acgan/, outputs: acgan },
  { pattern: /^loss-sgan/, outputs: semi },
  { pattern: /^loss-infogan/, outputs: infogan },
  { pattern: /^loss-infomax/, outputs: infoMaxTerms },
  { pattern: /^loss-stargan/, outputs: stargan },
  { pattern: /^loss-racgan/, outputs: racgan },
  { pattern: /^loss-rcgan/, outputs: rcgan },
  { pattern: /^loss-rotation/, outputs: rotation },
  { pattern: /^loss-contragan-2c/, outputs: contragan },
  { pattern: /^loss-reacgan/, outputs: reacgan },
  { pattern: /^loss-matching-aware/, outputs: matching },
  {
    pattern: /^loss-feature-matching-mean/,
    outputs: (input) => ({
      loss: meanFeatureMatching(input('fake'), input('real')),
      loss_l1: meanFeatureMatching(input('fake'), input('real'), { distance: 'absolute', average: true }),
    }),
  },
  { pattern: /^loss-feature-matching/, outputs: matched },
  { pattern: /^loss-mode-seeking/, outputs: seeking },
];
