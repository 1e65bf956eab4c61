import { mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from './run.mjs';
import { Unavailable } from './unavailable.mjs';

/** The Node-API version that the addon is built for: the newest that tfjs-node 4.22 looks for. */
export const napi = 8;

const compiler = process.env['CXX'] ?? 'g++';

/** @throws Unavailable where there is no compiler */
export async function requireCompiler() {
  const { status } = await run(compiler, ['--version']);
  if (status !== 0)
    throw new Unavailable(`The addon is built with a C++ compiler, and ${compiler} does not run (Debian, Ubuntu: apt install g++).`);
}

/**
 * What the compiler is asked for. The addon finds the libraries from where it lies, so that the folder can be moved.
 *
 * @param {object} paths
 * @param {string[]} paths.include folders of headers
 * @param {string[]} paths.libraries
 * @param {string} paths.output
 * @returns {string[]}
 */
export const compilerArguments = ({ include, libraries, output }) => [
  ...['-std=c++17', '-O2', '-fPIC', '-shared', '-fvisibility=hidden', `-DNAPI_VERSION=${napi}`],
  ...include.map((folder) => `-I${folder}`),
  ...['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc', '-o', output],
  ...libraries,
  '-Wl,-rpath,$ORIGIN/../../deps/lib',
];

/**
 * Builds tfjs-node's addon where tfjs-node looks for it, and puts the libraries beside it.
 *
 * @param {object} parts
 * @param {string} parts.folder of tfjs-node
 * @param {string[]} parts.include folders of headers: Node-API's, TensorFlow's
 * @param {string[]} parts.libraries they are moved
 */
export async function buildAddon({ folder, include, libraries }) {
  const lib = join(folder, 'deps', 'lib');
  const output = join('lib', `napi-v${napi}`, 'tfjs_binding.node');
  mkdirSync(lib, { recursive: true });
  mkdirSync(join(folder, 'lib', `napi-v${napi}`), { recursive: true });
  const moved = libraries.map((file) => join(lib, basename(file)));
  libraries.forEach((file, index) => renameSync(file, moved[index] ?? lib));
  const { status, said } = await run(compiler, compilerArguments({ include, libraries: moved, output }), { cwd: folder });
  if (status !== 0) throw new Error(`${compiler} could not build tfjs-node's addon:\n${said.trim()}`);
}
