import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { installGradients } from '../autodiff/index';
import { derivativeCases, derivativeCasesFor } from './derivativeCases/index';
import { signed } from './derivativeCases/derivativeCase';
import { opCatalogue } from './opCatalogue';

/** Namespaces of ops; the others hold constants, helpers for backends, and files. */
const namespaces = ['browser', 'fused', 'image', 'linalg', 'losses', 'math', 'signal', 'sparse', 'spectral', 'string'];
const otherObjects =
  'ENV OptimizerConstructors Rank Reduction backend_util broadcast_util device_util gather_util io kernel_impls scatter_util serialization ' +
  'slice_util tensor_util test_util train util ' +
  'default module.exports'; // the CommonJS module itself
/** Exported functions that compute nothing from tensors: classes, the engine and its registries, derivatives themselves, memory, constructors. */
const notOps =
  'AdadeltaOptimizer AdagradOptimizer AdamOptimizer AdamaxOptimizer DataStorage Environment KernelBackend MomentumOptimizer Optimizer ' +
  'OptimizerConstructors RMSPropOptimizer SGDOptimizer Tensor TensorBuffer Variable backend buffer copyRegisteredKernels customGrad ' +
  'deprecationWarn disableDeprecationWarnings dispose disposeVariables enableDebugMode enableProdMode engine env findBackend ' +
  'findBackendFactory getBackend getGradient getKernel getKernelsForBackend grad grads keep memory nextFrame op print profile ready ' +
  'registerBackend registerGradient registerKernel removeBackend scalar setBackend setPlatform sumOutType tensor tensor1d tensor2d tensor3d ' +
  'tensor4d tensor5d tensor6d tidy time train unregisterGradient unregisterKernel upcastType valueAndGrad valueAndGrads variable variableGrads';

const exported = tf as unknown as Record<string, unknown>;
const membersOf = (namespace: string): string[] => Object.keys(exported[namespace] as object).map((name) => `${namespace}.${name}`);
const functions = Object.keys(exported).filter((name) => typeof exported[name] === 'function');
const objects = Object.keys(exported).filter((name) => typeof exported[name] === 'object');
const ops = [...functions.filter((name) => !notOps.split(' ').includes(name)), ...namespaces.flatMap(membersOf)].sort();

const listed = opCatalogue.map(({ op }) => op);
const tested = new Set(derivativeCases.map(({ op }) => op));
const differentiable = opCatalogue.filter((entry) => entry.kind === 'differentiable');

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

describe('the catalogue of ops', () => {
  test('has every function that tfjs-core exports, once, and nothing else', () => {
    expect([...listed].sort()).toEqual(ops);
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('leaves out no namespace', () => {
    expect(objects.filter((name) => !namespaces.includes(name) && !otherObjects.split(' ').includes(name))).toEqual([]);
  });

  test('every differentiable op has a derivative case', () => {
    expect(differentiable.filter(({ op, sameAs }) => !tested.has(sameAs ?? op)).map(({ op }) => op)).toEqual([]);
  });

  test('every derivative case is for an op of the catalogue that can be differentiated', () => {
    const names = new Set(opCatalogue.filter(({ kind }) => kind !== 'notDifferentiable').map(({ op }) => op));
    expect([...tested].filter((op) => !names.has(op))).toEqual([]);
  });

  test('names of cases are unique, since their inputs are drawn by name', () => {
    const names = derivativeCases.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('cases that a backend lacks kernels for are left out for it alone', () => {
    expect(derivativeCasesFor('cpu')).toHaveLength(derivativeCases.length);
    expect(derivativeCasesFor('wasm').map(({ op }) => op)).not.toContain('fft');
  });
});

describe('constant almost everywhere: the derivative is exactly zero', () => {
  const constants = opCatalogue.filter((entry) => entry.kind === 'constant');
  test.each(constants)('$op', async ({ op, f }) => {
    const x = signed([3, 4], op);
    const gradient = tf.grad(f)(x);
    expect((await gradient.data()).filter((value) => value !== 0)).toHaveLength(0);
    tf.dispose([x, gradient]);
  });
});
