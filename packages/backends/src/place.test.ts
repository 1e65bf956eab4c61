import { expect, test } from '@jest/globals';
import { currentPlace } from './place';

test.each([
  ['Node', { process: { versions: { node: '20.0.0' } } }, 'node'],
  ['an Electron window', { process: { versions: { node: '20.0.0' }, type: 'renderer' } }, 'browser'],
  ["a bundler's process", { process: { versions: {} } }, 'browser'],
  ['no versions', { process: {} }, 'browser'],
  ['a browser', {}, 'browser'],
] as const)('%s', (_name, scope, place) => expect(currentPlace(scope)).toBe(place));

test('here', () => expect(currentPlace()).toBe('node'));
