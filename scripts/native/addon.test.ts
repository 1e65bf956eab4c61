import { expect, test } from '@jest/globals';
import { compilerArguments } from './addon.mjs';

test('the addon finds its libraries from where it lies', () => {
  const words = compilerArguments({ include: ['api', 'tensorflow'], libraries: ['deps/lib/libtensorflow_cc.so.2'], output: 'addon.node' });
  expect(words).toEqual(expect.arrayContaining(['-Iapi', '-Itensorflow', '-DNAPI_VERSION=8', '-Wl,-rpath,$ORIGIN/../../deps/lib']));
  // A library counts only behind the sources that use it.
  expect(words.indexOf('deps/lib/libtensorflow_cc.so.2')).toBeGreaterThan(words.indexOf('binding/tfjs_binding.cc'));
});
