import { expect, test } from '@jest/globals';
import { adapterLine } from './adapterLine.mjs';

test.each([
  [{ found: true, vendor: 'nvidia', architecture: 'ampere', device: '', description: 'A100' }, '', 'WebGPU adapter: nvidia, ampere, A100.'],
  [
    { found: false },
    "Couldn't load Vulkan: libvulkan.so.1: cannot open",
    'No WebGPU adapter: the Vulkan loader is missing, libvulkan.so.1',
  ],
  [{ found: false }, '', 'No WebGPU adapter: Dawn finds no driver that it accepts.'],
])('of %j', (adapter, said, expected) => expect(adapterLine(adapter, said)).toContain(expected));
