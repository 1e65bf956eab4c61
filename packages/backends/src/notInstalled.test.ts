import { describe, expect, test } from '@jest/globals';
import { GanError } from '@ganblocks/core';
import { importUnbundled } from './importUnbundled';
import { importFailure, messageOf, NotInstalled } from './notInstalled';

const name = '@tensorflow/tfjs-backend-webgpu';

describe('a package that is not there', () => {
  test.each([
    ['Node', `Cannot find package '${name}' imported from /app/index.js`],
    ['CommonJS', `Cannot find module '${name}'\nRequire stack:\n- /app/index.js`],
    ['Vite', `Could not resolve "${name}" imported by "@ganblocks/backends". Is it installed?`],
    ['Chromium', `Failed to resolve module specifier '${name}'`],
    ['Firefox', `The specifier “${name}” was a bare specifier, but was not remapped to anything.`],
    ['Safari', `Module name, '${name}' does not resolve to a valid URL.`],
  ])('as %s says it', (_place, message) => {
    const failure = importFailure(name, new TypeError(message));
    expect(failure).toBeInstanceOf(NotInstalled);
    expect(failure).toMatchObject({ packageName: name, message: `needs the package ${name}, which is not installed` });
  });

  test('as this machine says it', async () => {
    const missing = '@ganblocks/there-is-no-such-package';
    const cause: unknown = await importUnbundled(missing).catch((error: unknown) => error);
    expect(importFailure(missing, cause)).toBeInstanceOf(NotInstalled);
  });
});

describe('a package that does not load', () => {
  test.each([
    ['lacks what it needs', `Cannot find module 'long'\nRequire stack:\n- /app/node_modules/${name}/dist/index.js`],
    ['lacks a library', 'libtensorflow.so.2: cannot open shared object file: No such file or directory'],
    ['is not served', `Failed to fetch dynamically imported module: http://127.0.0.1/node_modules/${name}/dist/index.js`],
    ['ends in dots', 'no addon at path: x. '],
  ])('%s', (_why, message) => {
    const failure = importFailure(name, new Error(message));
    expect(failure).toBeInstanceOf(GanError);
    expect(failure.message).toBe(
      `has its package ${name}, which could not be loaded (${message.split('\n')[0]?.replace(/\. $/, '')}). Install it again.`,
    );
  });
});

test('what an error says', () => {
  expect(messageOf(new Error('one\ntwo'))).toBe('one');
  expect(messageOf('text')).toBe('text');
});
