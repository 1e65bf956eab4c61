/** The 32-bit FNV-1a hash of an ASCII text. */
export const fnv1a32 = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
};

/** Numbers in [0, 1) by index, as goldens/README.md defines them. */
export const formulaNumbers = (name: string): ((index: number) => number) => {
  const hash = fnv1a32(name);
  return (index) => {
    let z = (hash + Math.imul(index, 0x9e3779b9)) >>> 0;
    z = Math.imul(z ^ (z >>> 16), 0x7feb352d);
    z = Math.imul(z ^ (z >>> 15), 0x846ca68b);
    z ^= z >>> 16;
    return (z >>> 8) / 2 ** 24;
  };
};

const factors = 8;

/** Features `[n, d]` with eight common factors, as goldens/README.md defines them. */
export const formulaFeatures = (name: string, n: number, d: number): Float64Array => {
  const [s, u, a, l, m] = ['s', 'u', 'a', 'l', 'm'].map((part) => formulaNumbers(`${name}/${part}`)) as [
    Numbers,
    Numbers,
    Numbers,
    Numbers,
    Numbers,
  ];
  const loadings = Float64Array.from({ length: factors * d }, (_, i) => 2 * l(i) - 1);
  const means = Float64Array.from({ length: d }, (_, j) => m(j));
  const scales = Float64Array.from({ length: d }, (_, j) => 0.5 + s(j));
  const features = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const scores = Float64Array.from({ length: factors }, (_, k) => 2 * a(i * factors + k) - 1);
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let k = 0; k < factors; k++) sum += scores[k]! * loadings[k * d + j]!;
      features[i * d + j] = Math.fround(means[j]! + scales[j]! * (2 * u(i * d + j) - 1) + sum);
    }
  }
  return features;
};

type Numbers = (index: number) => number;
