import {
  cmmd,
  extrapolateToInfinity,
  kernelInceptionDistance,
  modeCoverage,
  polynomialMmd,
  precisionRecall,
  stackedModes,
  twoSampleTest,
  vendiScore,
} from '@ganblocks/metrics';
import { check } from '@ganblocks/core';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf, shapeOf } from '../hyperparameters';
import { integerRows, rowsOf, scalar, vector } from './metricTensors';

type Values = Record<string, GoldenArray>;

/** 'exp(...)', '(x.y/d + 1)^3': only the exponent of the polynomial may differ between sets. */
function degreeOf(golden: GoldenCase): number {
  const formula = JSON.stringify(golden.hyperparameters['kernel']);
  const degree = /^"\(x\.y\/d \+ 1\)\^(\d+)"$/.exec(formula)?.[1];
  check(degree !== undefined, () => `${golden.name}: expected the kernel (x.y/d + 1)^n. Got ${formula}.`);
  return Number(degree);
}

function kernelDistance(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const [x, y] = [rowsOf(stored('x')), rowsOf(stored('y'))];
  const rows = integerRows(stored('idx_y'));
  const subsets = integerRows(stored('idx_x')).map((own, i) => ({ x: own, y: rows[i] ?? [] }));
  const degree = degreeOf(golden);
  const { mean, deviation, perSubset } = kernelInceptionDistance(x, y, { subsets, degree });
  const { biased, unbiased } = polynomialMmd(x, y, { degree });
  return {
    subset_values: vector(perSubset),
    kid_mean: scalar(mean),
    kid_std: scalar(deviation),
    kid_full_unbiased: scalar(unbiased),
    kid_full_biased: scalar(biased),
  };
}

function clipDistance(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const [x, y] = [rowsOf(stored('x')), rowsOf(stored('y'))];
  const sigma = numberOf(golden, 'sigma');
  const { biased, unbiased } = cmmd(x, y, { sigma, scale: numberOf(golden, 'scale') });
  return {
    cmmd_biased: scalar(biased),
    cmmd_unbiased: scalar(unbiased),
    mmd2_biased: scalar(cmmd(x, y, { sigma, scale: 1 }).biased),
  };
}

function neighbourhoods(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const { precision, recall, density, coverage, radiiReal, radiiFake } = precisionRecall(rowsOf(stored('real')), rowsOf(stored('fake')), {
    k: numberOf(golden, 'k'),
  });
  return {
    precision: scalar(precision),
    recall: scalar(recall),
    density: scalar(density),
    coverage: scalar(coverage),
    radii_real: vector(radiiReal),
    radii_fake: vector(radiiFake),
  };
}

function nearest(stored: Inputs<GoldenTensor>): Values {
  const test = twoSampleTest(rowsOf(stored('real')), rowsOf(stored('fake')));
  return {
    accuracy: scalar(test.accuracy),
    accuracy_real: scalar(test.accuracyReal),
    accuracy_fake: scalar(test.accuracyFake),
    nearest: vector(test.nearest),
  };
}

/** `vendi_cosine`, `vendi2_rbf`, `eigenvalues_rbf`: by kernel and, where a number stands, order. */
function diversity(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const x = rowsOf(stored('x'));
  const kernels = { cosine: 'cosine', rbf: { sigma: numberOf(golden, 'rbf_s') } } as const;
  const values: Values = {};
  for (const name of golden.tensors.keys()) {
    const [, order, kernel] = /^(?:vendi(\d*)|eigenvalues)_(cosine|rbf)$/.exec(name) ?? [];
    if (kernel !== 'cosine' && kernel !== 'rbf') continue;
    const { score, eigenvalues } = vendiScore(x, {
      kernel: kernels[kernel],
      order: Number(order === '' || order === undefined ? 1 : order),
    });
    values[name] = name.startsWith('eigenvalues') ? vector(eigenvalues) : scalar(score);
  }
  return values;
}

function mixtureModes(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const deviations = Number(/<= ([\d.]+)\*sigma/.exec(JSON.stringify(golden.hyperparameters['threshold']))?.[1]);
  const modes = modeCoverage(rowsOf(stored('samples')), rowsOf(stored('centers')), { sigma: numberOf(golden, 'sigma'), deviations });
  return {
    modes_covered: scalar(modes.modes),
    high_quality_share: scalar(modes.highQuality),
    counts_high_quality: vector(modes.counts),
    counts_all: vector(modes.allCounts),
    kl_high_quality: scalar(modes.divergence),
    kl_all: scalar(modes.allDivergence),
  };
}

function stackedDigits(stored: Inputs<GoldenTensor>, golden: GoldenCase): Values {
  const { modes, divergence } = stackedModes(stored('predicted').data, { channels: shapeOf(golden, 'predicted')[1] ?? 0 });
  return { modes: scalar(modes), kl: scalar(divergence) };
}

function extrapolated(stored: Inputs<GoldenTensor>): Values {
  const { atInfinity, slope } = extrapolateToInfinity(stored('n').data, stored('fid').data);
  return { fid_infinity: scalar(atInfinity), slope: scalar(slope) };
}

/** Metrics of sets of rows: features, points of the plane, classes of samples. */
export const featureSetMetrics: readonly Family[] = [
  { pattern: /^metric-kid/, values: async (stored, golden) => kernelDistance(stored, golden) },
  { pattern: /^metric-cmmd/, values: async (stored, golden) => clipDistance(stored, golden) },
  { pattern: /^metric-prdc/, values: async (stored, golden) => neighbourhoods(stored, golden) },
  { pattern: /^metric-one-nn-accuracy/, values: async (stored) => nearest(stored) },
  { pattern: /^metric-vendi/, values: async (stored, golden) => diversity(stored, golden) },
  { pattern: /^metric-modes-/, values: async (stored, golden) => mixtureModes(stored, golden) },
  { pattern: /^metric-stacked-mnist/, values: async (stored, golden) => stackedDigits(stored, golden) },
  { pattern: /^metric-extrapolated-fid/, values: async (stored) => extrapolated(stored) },
];
