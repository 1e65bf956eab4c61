import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as everything from './index';

type LayerClass = tf.serialization.SerializableConstructor<layers.Layer>;

const known = (): Readonly<Record<string, readonly [unknown, unknown] | undefined>> =>
  tf.serialization.SerializationMap.getMap().classNameMap;
const isLayerClass = (value: unknown): value is LayerClass => typeof value === 'function' && 'className' in value;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('registerAllLayers', () => {
  const classes = Object.values<unknown>(everything).filter(isLayerClass);

  test('makes every exported layer class loadable, under its own name', () => {
    everything.registerAllLayers();
    expect(classes.length).toBeGreaterThan(4);
    for (const layer of classes) expect(known()[layer.className]?.[0]).toBe(layer);
  });

  test('makes loadable what a bundler left out', () => {
    const map = known() as Record<string, unknown>;
    const registry = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for('@ganblocks/layers/registry')];
    for (const { className } of classes) {
      Reflect.deleteProperty(map, className);
      registry?.delete(className);
    }
    everything.registerAllLayers();
    expect(classes.map(({ className }) => className).filter((className) => known()[className] === undefined)).toEqual([]);
    expect(new Set(everything.registeredLayers())).toEqual(new Set(classes));
  });

  test('every class that is registered is exported, and prefixed against the names of others', () => {
    everything.registerAllLayers();
    const registered = everything.registeredLayers();
    expect(registered.filter((layer) => !classes.includes(layer)).map(({ className }) => className)).toEqual([]);
    for (const { className } of registered) expect(className).toMatch(/^Gan[A-Z]/);
  });

  test('a second call changes nothing', () => {
    everything.registerAllLayers();
    const before = everything.registeredLayers();
    everything.registerAllLayers();
    expect(everything.registeredLayers()).toEqual(before);
  });
});
