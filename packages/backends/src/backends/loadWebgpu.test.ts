import { describe, expect, jest, test } from '@jest/globals';
import { NotInstalled } from '../notInstalled';
import type { Adapter, Gpu } from './adapter';
import type { GpuScope } from './dawn';
import { gpuOf, startDawn } from './dawn';
import { loadWebgpu } from './loadWebgpu';

const card: Adapter = { info: { vendor: 'nvidia', architecture: 'hopper' } };
const program: Adapter = { info: { vendor: 'google', architecture: 'swiftshader' } };

const gpuWith = (adapter: Adapter | null): Gpu => ({ requestAdapter: () => Promise.resolve(adapter) });

/** A scope as a browser has it, or as Node: then Dawn brings the GPU. */
function surroundings(adapter: Adapter | null, scope: GpuScope = {}) {
  const events: string[] = [];
  const importDawn = () => Promise.resolve({ create: () => gpuWith(adapter), globals: { GPUBufferUsage: {} } });
  const startNative = jest.fn(() => startDawn(importDawn));
  const importBackend = jest.fn(() => Promise.resolve(events.push(gpuOf(scope) ? 'with a GPU' : 'without a GPU')));
  return { scope, startNative, importBackend, events };
}

describe('in Node', () => {
  test('Dawn is in place before the backend is imported', async () => {
    const around = surroundings(card);
    expect(await loadWebgpu({ place: 'node', byName: false }, around)).toBe('nvidia hopper');
    expect(around.events).toEqual(['with a GPU']);
    expect(around.scope).toMatchObject({ GPUBufferUsage: {} });
  });

  test("a navigator of Node's own stays", async () => {
    const navigator: NonNullable<GpuScope['navigator']> & { userAgent: string } = { userAgent: 'Node.js/22' };
    const { scope, ...around } = surroundings(card, { navigator });
    await loadWebgpu({ place: 'node', byName: false }, { ...around, scope });
    expect(scope.navigator).toBe(navigator);
    expect(gpuOf(scope)).toBeDefined();
  });

  test('a GPU that is there is used', async () => {
    const around = surroundings(card, { navigator: { gpu: gpuWith(card) } });
    await loadWebgpu({ place: 'node', byName: false }, around);
    expect(around.startNative).not.toHaveBeenCalled();
  });

  test('auto refuses a program, and changes nothing', async () => {
    const around = surroundings(program);
    await expect(loadWebgpu({ place: 'node', byName: false }, around)).rejects.toThrow(
      "expected a graphics card. Got google swiftshader, software. It is used where 'webgpu' is asked for by name.",
    );
    expect(around.scope).toEqual({});
    expect(around.importBackend).not.toHaveBeenCalled();
  });

  test('by name it is taken', async () => {
    expect(await loadWebgpu({ place: 'node', byName: true }, surroundings(program))).toBe('google swiftshader, software');
  });

  test('no adapter', async () => {
    await expect(loadWebgpu({ place: 'node', byName: true }, surroundings(null))).rejects.toThrow(
      /expected an adapter. Got none. .*Vulkan/,
    );
  });

  test('no package', async () => {
    const importDawn = () => Promise.reject(new Error("Cannot find package 'webgpu' imported from /app/index.js"));
    await expect(startDawn(importDawn)).rejects.toBeInstanceOf(NotInstalled);
  });
});

describe('in a browser', () => {
  test('its own GPU', async () => {
    const around = surroundings(card, { navigator: { gpu: gpuWith(card) } });
    expect(await loadWebgpu({ place: 'browser', byName: false }, around)).toBe('nvidia hopper');
    expect(around.startNative).not.toHaveBeenCalled();
  });

  test.each([{}, { navigator: {} }, { navigator: { gpu: null } }])('none: %p', async (scope) => {
    const around = surroundings(card, scope);
    await expect(loadWebgpu({ place: 'browser', byName: true }, around)).rejects.toThrow(/expected navigator.gpu. Got none. .*https/);
    expect(around.startNative).not.toHaveBeenCalled();
  });

  test('a backend that is not installed is what auto hears first', async () => {
    const around = surroundings(program, { navigator: { gpu: gpuWith(program) } });
    const importBackend = () => Promise.reject(new NotInstalled('@tensorflow/tfjs-backend-webgpu'));
    await expect(loadWebgpu({ place: 'browser', byName: false }, { ...around, importBackend })).rejects.toBeInstanceOf(NotInstalled);
  });
});
