import * as tf from '@tensorflow/tfjs-core';

/** A package of tfjs in the version of tfjs-core, as npm is asked for it: `@tensorflow/tfjs-backend-wasm@4.22.0`. */
export const tfjsPackage = (name: string): string => `@tensorflow/${name}@${tf.version_core}`;
