import type { serialization } from '@tensorflow/tfjs-core';

/** A configuration as tfjs takes it: what is not given is left out, and its types know no readonly lists. */
export const plain = (config: object): serialization.ConfigDict =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]: [string, unknown]) => [
        key,
        (Array.isArray(value) ? [...(value as unknown[])] : value) as serialization.ConfigDictValue,
      ]),
  );
