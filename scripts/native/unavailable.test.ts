import { describe, expect, test } from '@jest/globals';
import { Unavailable, npmFailure, pipFailure } from './unavailable.mjs';

describe('npmFailure', () => {
  test.each([
    ['npm error code ENOTFOUND', /^The npm registry cannot be reached, and webgpu@0.6.2 is not in npm's cache\.$/],
    ['npm error code ECONNREFUSED', /cannot be reached/],
    ['npm error code ETARGET\nnpm error notarget No matching version', /^The npm registry has no webgpu@0.6.2\.$/],
  ])('is nothing to mend on %j', (said, message) => {
    const error = npmFailure('webgpu@0.6.2', said);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error.message).toMatch(message);
  });

  test('is a failure elsewhere, with what npm said', () => {
    const error = npmFailure('webgpu@0.6.2', 'npm error code ENOSPC\n');
    expect(error).not.toBeInstanceOf(Unavailable);
    expect(error.message).toBe('npm could not install webgpu@0.6.2:\nnpm error code ENOSPC');
  });
});

describe('pipFailure', () => {
  const what = 'tensorflow-cpu 2.12.0';
  test.each([
    [
      "WARNING: Retrying ... NewConnectionError('...: Connection refused')",
      /^PyPI cannot be reached, and tensorflow-cpu 2.12.0 is not in the/,
    ],
    ['ERROR: Could not find a version that satisfies the requirement (from versions: none)', /^PyPI cannot be reached/],
    ['ERROR: Could not find a version ... (from versions: 2.13.0, 2.13.1)\nERROR: No matching', /PyPI has no .* it has: 2.13.0, 2.13.1\.$/],
    ['/usr/bin/python3: No module named pip', /downloaded with pip, which this python3 does not have\.$/],
  ])('is nothing to mend on %j', (said, message) => {
    const error = pipFailure(what, said);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error.message).toMatch(message);
  });

  test('is a failure elsewhere, with the last lines', () => {
    const lines = Array.from({ length: 20 }, (_, line) => `line ${line}`);
    const error = pipFailure(what, lines.join('\n'));
    expect(error).not.toBeInstanceOf(Unavailable);
    expect(error.message).toMatch(/^pip could not download tensorflow-cpu 2.12.0:\nline 8\n/);
  });
});
