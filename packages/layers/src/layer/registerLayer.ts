import * as tf from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';

export type LayerClass = tf.serialization.SerializableConstructor<layers.Layer>;

interface Entry {
  readonly layer: LayerClass;
  readonly builtIn: boolean;
}

/** One registry a process: the ESM and the CJS build of this package share it, as they share tfjs's own. */
const key = Symbol.for('@ganblocks/layers/registry');
const host = globalThis as unknown as Record<symbol, Map<string, Entry> | undefined>;

const registry = (): Map<string, Entry> => (host[key] ??= new Map<string, Entry>());

function register(layer: LayerClass, builtIn: boolean): void {
  const { className } = layer;
  const classes: Readonly<Record<string, readonly [unknown, unknown]>> = tf.serialization.SerializationMap.getMap().classNameMap;
  const known = classes[className]?.[0];
  if (known === layer || (builtIn && registry().get(className)?.builtIn)) return;
  check(known === undefined, () => {
    return `registerLayer: the class name '${className}' is taken by another layer, and saved models would load the wrong one. Rename yours, with a prefix of your own.`;
  });
  tf.serialization.registerClass(layer);
  registry().set(className, { layer, builtIn });
}

/**
 * Makes a layer class loadable: saved models name it by its static `className`, and by nothing else.
 *
 * @throws GanError where another class has the same `className`, a stock layer's included. Registering the same class again does nothing.
 * @example
 * class Negative extends GanLayer {
 *   static readonly className = 'ExampleNegative';
 *   override call = (x: Tensor | Tensor[]) => tf.neg(only(x));
 * }
 * registerLayer(Negative);
 */
export const registerLayer = (layer: LayerClass): void => register(layer, false);

/** For this package's own layers, which a second build of it may bring again. */
export const registerBuiltIn = (layer: LayerClass): void => register(layer, true);

/** All registered layer classes, this library's and yours. */
export const registeredLayers = (): readonly LayerClass[] => [...registry().values()].map(({ layer }) => layer);
