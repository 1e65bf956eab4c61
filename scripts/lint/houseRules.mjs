import { backendNames, forbiddenImport, importAdvice, importTable, named } from './importTable.mjs';

/** @typedef {import('eslint').Linter.Config} Config */
/** @typedef {{selector: string, message: string}} Ban */

/** Random functions of TensorFlow.js, and the number of arguments from which on a seed is among them. */
const random = {
  randomNormal: 5,
  randomUniform: 5,
  truncatedNormal: 5,
  randomGamma: 5,
  randomUniformInt: 4,
  dropout: 4,
  randomStandardNormal: 3,
  multinomial: 3,
};
const randomNames = [...Object.keys(random), 'rand'];
const seedAdvice = 'Draw from a seeded RandomStream of @ganblocks/core, so that a run can be repeated.';

/** @type {Ban[]} */
const anyRandom = [
  { selector: `CallExpression[callee.object.name='tf'][callee.property.name=/^(${randomNames.join('|')})$/]`, message: seedAdvice },
  {
    selector: `ImportDeclaration[source.value='@tensorflow/tfjs-core'] > ImportSpecifier[imported.name=/^(${randomNames.join('|')})$/]`,
    message: seedAdvice,
  },
];
/** @type {Ban[]} */
const unseededRandom = [
  ...Object.entries(random).map(([name, count]) => ({
    selector: `CallExpression[callee.object.name='tf'][callee.property.name='${name}'][arguments.length<${count}]`,
    message: `tf.${name} without a seed: give all ${count} arguments, or draw from a seeded RandomStream of @ganblocks/core.`,
  })),
  { selector: "CallExpression[callee.object.name='tf'][callee.property.name='rand']", message: seedAdvice },
];
const syncNames = '/^(dataSync|arraySync|bufferSync|bytesSync|readSync)$/';
const syncAdvice = 'Reading at once fails on WebGPU and stalls WebGL: await x.data().';
/**
 * Reads that wait for the device, called, passed on or taken out of the tensor. There is one exception, below: a kernel that needs a value
 * asks for it as a tensor.
 *
 * @type {Ban[]}
 */
const syncReads = [
  { selector: `MemberExpression[property.name=${syncNames}]:not([object.name='fs'])`, message: syncAdvice },
  { selector: `MemberExpression[property.value=${syncNames}]`, message: syncAdvice },
  { selector: `ObjectPattern > Property[key.name=${syncNames}]`, message: syncAdvice },
  { selector: "CallExpression[callee.object.name='tf'][callee.property.name='print']", message: `tf.print reads at once. ${syncAdvice}` },
];

/** A ban of dynamic imports and of `import('x').Type`; esquery's regular expressions have no escape for a slash. @param {string} regex @param {string} message @returns {Ban[]} */
const dynamic = (regex, message) => [
  { selector: `ImportExpression > Literal.source[value=/${regex.replaceAll('/', '\\u002F')}/]`, message },
  { selector: `TSImportType Literal[value=/${regex.replaceAll('/', '\\u002F')}/]`, message },
];

const deep = '^@ganblocks/[^/]+/(?!(?:node|ops|testing|wasm)$)|^(?:\\.\\./)+[^.]+/src(?:/|$)';
const deepAdvice = 'A package is imported by its entries: @ganblocks/core, @ganblocks/core/testing.';
const subpath = '^\\.{1,2}/(?:.*/)?(?:node|testing)(?:/|$)';
const subpathAdvice = 'The main entry runs in a browser and ships no test kit: it imports nothing from src/node/ or src/testing/.';
const backend = `^(?:${backendNames.map(named).join('|')})`;
const backendAdvice = 'Only @ganblocks/backends names a backend: call useBackend.';
const lateAdvice = 'A backend is loaded when it is chosen: await import(...). Types may be imported.';

/** @param {string} name @param {'main' | 'node' | 'testing'} part @param {string[]} files @returns {Config} */
function sources(name, part, files) {
  const forbidden = forbiddenImport(name, part);
  const advice = importAdvice(name, part);
  const patterns = [
    { regex: forbidden, message: advice },
    { regex: deep, message: deepAdvice },
    ...(part === 'main' ? [{ regex: subpath, message: subpathAdvice }] : []),
    ...(name === 'backends' ? [{ regex: backend, allowTypeImports: true, message: lateAdvice }] : []),
  ];
  return {
    name: `ganblocks/${name}/${part}`,
    files,
    ignores: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
      'no-restricted-syntax': ['error', ...anyRandom, ...syncReads, ...dynamic(forbidden, advice), ...dynamic(deep, deepAdvice)],
      'no-console': 'error',
    },
  };
}

/** Rules of files that stand beside the packages. @param {string} regex @param {string} message @param {Ban[]} bans @returns {NonNullable<Config['rules']>} */
const beside = (regex, message, ...bans) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
  'no-restricted-syntax': ['error', ...dynamic(regex, message), ...bans],
});

/**
 * The rules of this repository that need no type information, for every kind of file.
 *
 * @type {Config[]}
 */
export const houseRules = [
  {
    name: 'ganblocks/everywhere',
    files: ['**/*.{ts,mjs}'],
    rules: {
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: seedAdvice }],
      'max-lines': ['error', { max: 250 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  ...Object.keys(importTable).flatMap((name) => [
    sources(name, 'main', [`packages/${name}/src/**/*.ts`]),
    sources(name, 'node', [`packages/${name}/src/node/**/*.ts`]),
    sources(name, 'testing', [`packages/${name}/src/testing/**/*.ts`]),
  ]),
  {
    // The entry of those who have chosen the backend by importing it.
    name: 'ganblocks/backends/wasm',
    files: ['packages/backends/src/wasm/index.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: forbiddenImport('backends', 'main'), message: importAdvice('backends', 'main') }] },
      ],
    },
  },
  {
    // An update is one synchronous function: the gradients that it adds up with those of other threads are read within it.
    name: 'ganblocks/replicas',
    files: ['packages/training/src/replicas/sumTensors.ts'],
    rules: { 'no-restricted-syntax': ['error', ...anyRandom] },
  },
  { name: 'ganblocks/scripts', files: ['scripts/**/*.{ts,mjs}'], rules: beside(deep, deepAdvice, ...unseededRandom, ...syncReads) },
  {
    name: 'ganblocks/examples',
    files: ['examples/**/*.ts'],
    rules: beside(`${deep}|${backend}`, `${deepAdvice} ${backendAdvice}`, ...anyRandom, ...syncReads),
  },
  {
    // A program that does without GANBlocks names its backend itself.
    name: 'ganblocks/examples/plain-tfjs',
    files: ['examples/plain-tfjs/**/*.ts'],
    rules: beside(deep, deepAdvice, ...anyRandom, ...syncReads),
  },
  {
    name: 'ganblocks/tests',
    files: ['**/*.test.ts', 'packages/*/tests/**/*.ts'],
    rules: { ...beside(deep, deepAdvice, ...unseededRandom), 'max-lines': 'off', 'no-console': 'off' },
  },
];
