import { GanError } from '@ganblocks/core';
import { fileErrorCode } from './fileError';

/**
 * Loads an npm package that only some readers need: `load` is `() => import('sharp')`. Where it is not installed, the error has the line that installs it.
 *
 * @throws GanError that begins with `where`.
 */
export async function optionalPackage<Module>(name: string, where: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    const message = (fileErrorCode(cause).split('\n')[0] ?? '').replace(/[.:\s]+$/, '');
    const absent = /cannot find (?:package|module)/i.test(message) && message.includes(`'${name}'`);
    if (absent) throw new GanError(`${where}: expected the npm package '${name}'. It is not installed: npm install ${name}`, { cause });
    throw new GanError(
      `${where}: the npm package '${name}' is there but cannot be loaded (${message}). Install it again: npm install ${name}`,
      {
        cause,
      },
    );
  }
}
