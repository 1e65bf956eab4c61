import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { seconds, tell } from '../workspace/tell.mjs';
import { megabytes } from './place.mjs';
import { run } from './run.mjs';
import { Unavailable, pipFailure } from './unavailable.mjs';

/** A folder of the user's, so that a second run does not download again. @param {NodeJS.ProcessEnv} env @returns {string} */
export const cacheFolder = ({ XDG_CACHE_HOME: named }) =>
  join(named !== undefined && isAbsolute(named) ? named : join(homedir(), '.cache'), 'ganblocks');

/** Which python runs pip. */
const python = process.env['PYTHON'] ?? 'python3';

/**
 * What pip is asked for: a Linux wheel for CPython 3.9, which has one in every version, whatever this machine's own Python is. We use its C library.
 *
 * @param {string} version of tensorflow-cpu
 * @param {string} folder where it goes
 * @returns {string[]}
 */
export const pipArguments = (version, folder) => [
  ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--retries', '2', '--dest', folder],
  ...['--no-deps', '--only-binary', ':all:', '--platform', 'manylinux2014_x86_64', '--python-version', '3.9'],
  `tensorflow-cpu==${version}`,
];

/** The wheel among some files. @param {string[]} files @param {string} version @returns {string | undefined} */
export const wheelAmong = (files, version) => files.find((file) => file.startsWith(`tensorflow_cpu-${version}-`) && file.endsWith('.whl'));

/**
 * The wheel, from the cache or from PyPI with pip as it is configured.
 *
 * @param {string} version of tensorflow-cpu
 * @param {string} folder an empty one, for what is on its way
 * @returns {Promise<string>} its file
 * @throws Unavailable where PyPI is not reached, and where there is no Python
 */
export async function fetchWheel(version, folder) {
  const cache = cacheFolder(process.env);
  mkdirSync(cache, { recursive: true });
  const cached = wheelAmong(readdirSync(cache), version);
  if (cached !== undefined) {
    tell(`TensorFlow ${version} was downloaded before: ${join(cache, cached)}`);
    return join(cache, cached);
  }

  tell(`Downloading TensorFlow ${version} (tensorflow-cpu of PyPI, some 230 MB; once) ...`);
  const elapsed = seconds();
  const { status, said } = await run(python, pipArguments(version, folder));
  if (status === 'ENOENT') throw new Unavailable(`TensorFlow is downloaded with Python's pip, and there is no ${python}.`);
  if (status !== 0) throw pipFailure(`tensorflow-cpu ${version}`, said);
  const name = wheelAmong(readdirSync(folder), version);
  if (name === undefined) throw new Error(`pip said that it downloaded tensorflow-cpu ${version}, and there is no wheel:\n${said}`);
  const file = join(cache, name);
  copyFileSync(join(folder, name), `${file}.${process.pid}`);
  renameSync(`${file}.${process.pid}`, file);
  tell(`Downloaded ${megabytes(statSync(file).size)} in ${elapsed()}: ${file}`);
  return file;
}

/** What the addon needs of the wheel: two libraries, and the headers of the C interface with those that they include. */
export const wanted = [
  'tensorflow/libtensorflow_cc.so.2',
  'tensorflow/libtensorflow_framework.so.2',
  ...['tensorflow/c/', 'tensorflow/core/platform/', 'tensorflow/tsl/', 'tsl/', 'xla/tsl/'].map((folder) => `tensorflow/include/${folder}`),
];

const program = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(tuple(sys.argv[3:]))])
`;

/**
 * Unpacks what is needed of a wheel.
 *
 * @param {string} wheel
 * @param {string} folder
 * @returns {Promise<{include: string, libraries: string[]}>} the folder of the headers, and the two libraries
 */
export async function unpack(wheel, folder) {
  const { status, said } = await run(python, ['-c', program, wheel, folder, ...wanted]);
  const libraries = wanted.slice(0, 2).map((file) => join(folder, file));
  if (status !== 0 || !libraries.every((file) => existsSync(file)))
    throw new Error(`${wheel} cannot be unpacked. Delete it and run the same command again. ${said}`);
  return { include: join(folder, 'tensorflow', 'include'), libraries };
}
