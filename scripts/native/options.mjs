import { parseArgs } from 'node:util';

/**
 * What a setup command was asked for.
 *
 * @typedef {object} Options
 * @property {boolean} help
 * @property {boolean} strict whether a machine that cannot have the package is a failure
 * @property {string} [tensorflow] the version of PyPI's tensorflow-cpu
 */

/**
 * Reads the arguments of a setup command.
 *
 * @param {string[]} words what stands after the file name
 * @param {{tensorflow?: string}} [defaults] with `tensorflow`, the command takes `--tensorflow VERSION`
 * @returns {Options}
 * @throws Error that says what is wrong with them
 */
export function readOptions(words, { tensorflow } = {}) {
  const { values } = parseArgs({
    args: words,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      strict: { type: 'boolean', default: false },
      tensorflow: { type: 'string' },
    },
  });
  const { help, strict, tensorflow: version = tensorflow } = values;
  if (version === undefined) return { help, strict };
  if (tensorflow === undefined) throw new Error('This command takes no --tensorflow.');
  const [, major = 0, minor = 0] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  if (Number(major) !== 2 || Number(minor) < 12)
    throw new Error(`--tensorflow takes a version from 2.12.0 to 2.20.0 (earlier ones bring no C library); it got '${version}'.`);
  return { help, strict, tensorflow: version };
}
