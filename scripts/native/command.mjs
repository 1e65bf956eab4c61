import { tell } from '../workspace/tell.mjs';
import { readOptions } from './options.mjs';
import { Unavailable } from './unavailable.mjs';

/** @typedef {import('./options.mjs').Options} Options */

/**
 * Runs a setup command. Where the machine cannot have the package, it says so in one line and ends with 0, so that what comes after goes on;
 * with `--strict` it ends with 1, as after any other failure.
 *
 * @param {object} parts
 * @param {string} parts.name what is set up
 * @param {string} parts.usage
 * @param {{tensorflow?: string}} [parts.defaults] of {@link readOptions}
 * @param {(options: Options) => Promise<void>} parts.work
 */
export async function command({ name, usage, defaults, work }) {
  /** @type {Options} */
  let options;
  try {
    options = readOptions(process.argv.slice(2), defaults);
  } catch (error) {
    tell(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 1;
    return;
  }
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    await work(options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell(`${name} is not set up. ${message}${error instanceof Unavailable ? ' Everything else works without it.' : ''}`);
    process.exitCode = error instanceof Unavailable && !options.strict ? 0 : 1;
  }
}
