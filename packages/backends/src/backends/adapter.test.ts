import { describe, expect, test } from '@jest/globals';
import { describeAdapter, isSoftware } from './adapter';
import type { Adapter } from './adapter';

const swiftshader = {
  vendor: 'google',
  architecture: 'swiftshader',
  device: '',
  description: 'SwiftShader driver 5.0.0',
  isFallbackAdapter: true,
};

describe('a program on the processor', () => {
  test.each<[string, Adapter]>([
    ['SwiftShader, by its flag', { info: { isFallbackAdapter: true } }],
    ['an older flag', { isFallbackAdapter: true }],
    ['SwiftShader, by its name', { info: { ...swiftshader, isFallbackAdapter: false } }],
    ['llvmpipe', { info: { vendor: 'mesa', architecture: '', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' } }],
    ['lavapipe', { info: { device: 'Lavapipe' } }],
    ['WARP', { info: { vendor: 'microsoft', description: 'Microsoft Basic Render Driver' } }],
    ['its type', { info: { vendor: 'someone', type: 'CPU' } }],
  ])('%s', (_name, adapter) => expect(isSoftware(adapter)).toBe(true));
});

describe('a graphics card', () => {
  test.each<[string, Adapter]>([
    ['with a name', { info: { vendor: 'nvidia', architecture: 'hopper', description: 'NVIDIA H100', isFallbackAdapter: false } }],
    ['of a browser that keeps names to itself', { info: { vendor: '', architecture: '' } }],
    ['without info', {}],
    ['of the same maker', { info: { vendor: 'google', type: 'integrated GPU' } }],
    ['with cpu in a word', { info: { description: 'Xcpux' } }],
  ])('%s', (_name, adapter) => expect(isSoftware(adapter)).toBe(false));
});

test('in words', () => {
  expect(describeAdapter({ info: swiftshader })).toBe('google swiftshader (SwiftShader driver 5.0.0), software');
  expect(describeAdapter({ info: { vendor: 'apple', architecture: 'metal-3', description: '' } })).toBe('apple metal-3');
  expect(describeAdapter({ info: { vendor: 'nvidia', device: '0x2330' } })).toBe('nvidia 0x2330');
  expect(describeAdapter({ info: { description: 'Apple M1' } })).toBe('Apple M1');
  expect(describeAdapter({})).toBe('an adapter without a name');
});
