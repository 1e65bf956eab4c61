import { check } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import { numberOf } from '../hyperparameters';

const factors = 8;

/** FNV-1a of the UTF-8 bytes of a text, 32 bits. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** The i-th number of a name, in [0, 1) and exact in float32. */
export function formulaNumbers(name: string): (i: number) => number {
  const hash = fnv1a32(name);
  return (i) => {
    let z = (hash + Math.imul(i, 0x9e3779b9)) >>> 0;
    z = Math.imul(z ^ (z >>> 16), 0x7feb352d);
    z = Math.imul(z ^ (z >>> 15), 0x846ca68b);
    return ((z ^ (z >>> 16)) >>> 8) / 2 ** 24;
  };
}

/** Features [n, d] of a name, row by row: a mean, independent noise of unequal scale, and 8 shared factors. */
export function formulaFeatures(name: string, n: number, d: number): Float32Array {
  const [u, a] = [formulaNumbers(`${name}/u`), formulaNumbers(`${name}/a`)];
  const columns = (part: string, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => formulaNumbers(`${name}/${part}`)(i));
  const [means, scales, loadings] = [columns('m', d), columns('s', d), columns('l', factors * d).map((value) => 2 * value - 1)];
  const features = new Float32Array(n * d);
  for (let i = 0; i < n; i++) {
    const scores = Float64Array.from({ length: factors }, (_, k) => 2 * a(i * factors + k) - 1);
    for (let j = 0; j < d; j++) {
      let value = Number(means[j]) + (0.5 + Number(scales[j])) * (2 * u(i * d + j) - 1);
      for (let k = 0; k < factors; k++) value += Number(scores[k]) * Number(loadings[k * d + j]);
      features[i * d + j] = value;
    }
  }
  return features;
}

/** The two sets that a case describes in words: names "…" (x) and "…" (y), then perhaps `y = fround(1.05*y + 0.1)`. */
export function describedFeatures(golden: GoldenCase): { readonly x: Float32Array; readonly y: Float32Array; readonly d: number } {
  const words = golden.hyperparameters['features'];
  check(typeof words === 'string', () => `${golden.name}: hyperparameter "features" must be a text. Got ${JSON.stringify(words)}.`);
  const nameOf = (set: string): string => {
    const name = new RegExp(`"([^"]+)" \\(${set}\\)`).exec(words)?.[1];
    check(name !== undefined, () => `${golden.name}: "features" must name the set ${set} as "name" (${set}). Got ${words}`);
    return name;
  };
  const [n, d] = [numberOf(golden, 'n'), numberOf(golden, 'dim')];
  const affine = /fround\(\s*([-\d.e]+)\s*\*\s*y\s*([+-])\s*([\d.e-]+)\s*\)/.exec(words);
  check(
    affine !== null || !words.includes('fround'),
    () => `${golden.name}: the affine map of y must read y = fround(a*y + b). Got ${words}`,
  );
  const [factor, offset] = affine ? [Number(affine[1]), Number(`${affine[2]}${affine[3]}`)] : [1, 0];
  const y = formulaFeatures(nameOf('y'), n, d).map((value) => factor * value + offset);
  return { x: formulaFeatures(nameOf('x'), n, d), y, d };
}
