import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { GanError } from '@ganblocks/core';
import type { Backend } from './backends/backend';
import { cpu } from './backends/cpu';
import { backends as table } from './backends/table';
import { wasm } from './backends/wasm';
import { chooseBackend } from './chooseBackend';
import type { ChoiceOptions } from './chooseBackend';
import { NotInstalled } from './notInstalled';

beforeAll(() => {
  tf.env().set('IS_TEST', true);
});

const absent = (backend: Backend): Backend => ({
  ...backend,
  load: () => Promise.reject(new NotInstalled(backend.packages('node')[0] ?? '')),
});
const refusing = (backend: Backend, reason: string): Backend => ({ ...backend, load: () => Promise.reject(new GanError(reason)) });
const choose = (asked: string, options: Partial<ChoiceOptions<string>> = {}) =>
  chooseBackend({ asked, environment: undefined, place: 'node', backends: [wasm, cpu], ...options });
const started: Backend = { ...cpu, name: 'started', tfjsName: 'cpu' };

test('best first', () => {
  expect(table.map(({ name }) => name)).toEqual(['tensorflow-gpu', 'webgpu', 'tensorflow', 'webgl', 'wasm', 'cpu']);
});

describe('who decides', () => {
  test('a name wins over the environment', async () => {
    expect(await choose('cpu', { environment: 'wasm' })).toEqual({
      name: 'cpu',
      reason: 'asked for by name',
      kernels: cpu.kernels.map((kernel) => kernel.name),
    });
    expect(tf.getBackend()).toBe('cpu');
  });

  test('the environment wins over auto', async () => {
    expect(await choose('auto', { environment: 'cpu' })).toMatchObject({
      name: 'cpu',
      reason: 'GANBLOCKS_BACKEND=cpu',
      kernels: cpu.kernels.map((kernel) => kernel.name),
    });
  });

  test.each([undefined, '', 'auto'])('auto takes the first that starts, with the environment %p', async (environment) => {
    const choice = await choose('auto', { environment });
    expect(choice).toMatchObject({ name: 'wasm', reason: 'auto: the best that is installed and starts' });
    expect(choice.kernels).toEqual(wasm.kernels.map(({ name }) => name));
    expect(choice.kernels).toEqual(expect.arrayContaining(['Conv2DBackpropFilter', 'Conv2DBackpropInput', 'BatchMatMul']));
    expect(tf.getBackend()).toBe('wasm');
  });
});

describe('what a backend is asked', () => {
  test.each([
    ['started', true],
    ['auto', false],
  ])('%s: by name %p, with the place and the paths', async (asked, byName) => {
    const load = jest.fn<Backend['load']>(() => Promise.resolve('a device'));
    const choice = await choose(asked, { backends: [{ ...started, load }], wasmPaths: '/assets/' });
    expect(load.mock.calls).toEqual([[{ place: 'node', byName, wasmPaths: '/assets/' }]]);
    expect(choice).toMatchObject({ name: 'started', device: 'a device' });
  });

  test("tfjs's own name is what is set, and what the kernels go to", async () => {
    const build = jest.fn(() => () => tf.scalar(0));
    const kernels = [{ name: 'OfStarted', build }];
    expect((await choose('started', { backends: [{ ...started, kernels }] })).kernels).toEqual(['OfStarted']);
    expect(tf.getBackend()).toBe('cpu');
    expect(tf.getKernel('OfStarted', 'cpu')).toBeDefined();
  });
});

describe('unknown names', () => {
  test('as argument', async () => {
    await expect(choose('cuda')).rejects.toThrow(
      "useBackend: expected one of 'auto', 'wasm', 'cpu'. Got 'cuda' (asked for by name). Choose one of these.",
    );
    await expect(choose('cuda')).rejects.toBeInstanceOf(GanError);
  });

  test('in the environment', async () => {
    await expect(choose('auto', { environment: 'gpu' })).rejects.toThrow(
      "Got 'gpu' (GANBLOCKS_BACKEND=gpu). Choose one of these, or unset GANBLOCKS_BACKEND.",
    );
  });
});

describe('a backend that runs elsewhere', () => {
  test('asked for by name', async () => {
    await expect(choose('webgl', { backends: table })).rejects.toThrow(
      "useBackend: backend 'webgl' runs in a browser. Got Node (asked for by name). Choose one of 'tensorflow-gpu', 'webgpu', 'tensorflow', 'wasm', 'cpu'.",
    );
    await expect(choose('tensorflow', { backends: table, place: 'browser' })).rejects.toThrow(
      "useBackend: backend 'tensorflow' runs in Node. Got a browser (asked for by name). Choose one of 'webgpu', 'webgl', 'wasm', 'cpu'.",
    );
  });

  test.each([
    ['node', ['tensorflow-gpu', 'webgpu', 'tensorflow', 'wasm', 'cpu']],
    ['browser', ['webgpu', 'webgl', 'wasm', 'cpu']],
  ] as const)('auto does not try it: %s', async (place, tried) => {
    const asked: string[] = [];
    const backends = table.map((backend): Backend => {
      const load = (): Promise<never> => {
        asked.push(backend.name);
        return Promise.reject(new NotInstalled(backend.name));
      };
      return { ...backend, load };
    });
    await expect(choose('auto', { place, backends })).rejects.toThrow(/no backend is installed/);
    expect(asked).toEqual(tried);
  });
});

describe('a package that is not installed', () => {
  test('is an error with the line that installs it, and the backend before stays', async () => {
    await choose('cpu');
    const failing = choose('wasm', { backends: [absent(wasm), cpu] });
    await expect(failing).rejects.toThrow(
      `useBackend: backend 'wasm' needs the package @tensorflow/tfjs-backend-wasm@${tf.version_core}, which is not installed. ` +
        `Install it: npm install @tensorflow/tfjs-backend-wasm@${tf.version_core}`,
    );
    await expect(failing).rejects.toBeInstanceOf(GanError);
    expect(tf.getBackend()).toBe('cpu');
  });

  test.each([
    ['tensorflow-gpu', 'node', 'npm install @tensorflow/tfjs-node-gpu@4.22.0'],
    ['tensorflow', 'node', 'npm install @tensorflow/tfjs-node@4.22.0'],
    ['webgpu', 'node', 'npm install @tensorflow/tfjs-backend-webgpu@4.22.0 webgpu@0.6.2'],
    ['webgpu', 'browser', 'npm install @tensorflow/tfjs-backend-webgpu@4.22.0'],
    ['webgl', 'browser', 'npm install @tensorflow/tfjs-backend-webgl@4.22.0'],
    ['cpu', 'browser', 'npm install @tensorflow/tfjs-backend-cpu@4.22.0'],
  ] as const)('%s in %s', async (name, place, line) => {
    const failing = choose(name, { place, backends: table.map(absent) });
    await expect(failing).rejects.toThrow(expect.objectContaining({ message: expect.stringMatching(new RegExp(`Install it: ${line}$`)) }));
  });

  test('is passed over by auto without a word', async () => {
    expect(await choose('auto', { backends: [absent(wasm), cpu] })).toEqual({
      name: 'cpu',
      reason: 'auto: the best that is installed and starts',
      kernels: cpu.kernels.map((kernel) => kernel.name),
    });
  });

  test('none at all', async () => {
    await expect(choose('auto', { backends: [absent(wasm), absent(cpu)] })).rejects.toThrow(
      `useBackend: no backend is installed that starts. Install one: npm install @tensorflow/tfjs-backend-wasm@${tf.version_core}`,
    );
  });
});

describe('a backend that is installed and not taken', () => {
  const reason = 'expected a graphics card. Got a program.';

  test('auto says why', async () => {
    const choice = await choose('auto', { backends: [refusing({ ...cpu, name: 'webgpu' }, reason), cpu] });
    expect(choice).toMatchObject({ name: 'cpu', reason: `auto: the best that is installed and starts; webgpu ${reason}` });
  });

  test('asked for by name', async () => {
    await expect(choose('wasm', { backends: [refusing(wasm, reason)] })).rejects.toThrow(`useBackend: backend 'wasm' ${reason}`);
  });

  test('when nothing starts', async () => {
    await expect(choose('auto', { backends: [refusing(wasm, reason)] })).rejects.toThrow(`that starts. wasm ${reason} Install one: npm`);
  });
});

describe('a backend that does not start', () => {
  const broken = (name: string, factory: () => never): Backend => {
    tf.registerBackend(name, factory);
    return { ...cpu, name, load: () => Promise.resolve(undefined) };
  };

  test('is an error, and the backend before stays', async () => {
    await choose('cpu');
    const backend = broken('broken', () => {
      throw new Error('no device');
    });
    await expect(choose('broken', { backends: [backend] })).rejects.toThrow("backend 'broken' was loaded but did not start");
    expect(tf.getBackend()).toBe('cpu');
    expect(await tf.ones([2]).data()).toEqual(new Float32Array([1, 1]));
  });

  test('wasm of a bundle is told about wasmPaths', async () => {
    const backend = broken('lost', () => {
      throw new Error('404');
    });
    const lost = { ...backend, name: 'wasm', tfjsName: 'lost' };
    await expect(choose('wasm', { place: 'browser', backends: [lost] })).rejects.toThrow('the option wasmPaths');
  });

  test('nor register', async () => {
    const early: Backend = { ...cpu, name: 'early', load: () => Promise.resolve(undefined) };
    await expect(choose('early', { backends: [early] })).rejects.toThrow("backend 'early' did not register with TensorFlow.js");
  });

  test('whatever it throws', async () => {
    const odd: Backend = { ...cpu, load: () => Promise.reject(new TypeError('x is not a function\n  at y')) };
    await expect(choose('cpu', { backends: [odd] })).rejects.toThrow("backend 'cpu' did not start (x is not a function).");
    await expect(choose('cpu', { backends: [odd] })).rejects.toBeInstanceOf(GanError);
  });
});

test('twice is harmless: the kernels are not wrapped again', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  tf.env().set('IS_TEST', false);
  await choose('wasm');
  const kernels = () => wasm.kernels.map(({ name }) => tf.getKernel(name, 'wasm').kernelFunc);
  const before = kernels();
  await choose('wasm');
  expect(kernels()).toEqual(before);
  expect(warn).not.toHaveBeenCalled();
  tf.env().set('IS_TEST', true);
  warn.mockRestore();
});
