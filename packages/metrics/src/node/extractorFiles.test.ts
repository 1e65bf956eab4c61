import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { perceptualFile } from '../../tests/perceptualFormula';
import { inceptionFromFile, perceptualFromFile } from './extractorFiles';

test('extractors are read of files, and a missing file is named', async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  const folder = await mkdtemp(join(tmpdir(), 'ganblocks-extractors-'));
  try {
    const path = join(folder, 'alexnet.safetensors');
    await writeFile(path, perceptualFile('alexnet'));
    const extractor = await perceptualFromFile(path, { network: 'alexnet', layers: [1] });
    expect(extractor.name).toBe('AlexNet, layers 1');
    extractor.dispose();
    await expect(inceptionFromFile(path)).rejects.toThrow(/expected the tensors of FID Inception and no others/);
    const missing = join(folder, 'none.safetensors');
    await expect(inceptionFromFile(missing)).rejects.toThrow(
      /inceptionFromFile: expected a safetensors file at '.*none\.safetensors'\. Got .*ENOENT/,
    );
    await expect(perceptualFromFile(path, { network: 'alexnet', lin: missing })).rejects.toThrow(
      /perceptualFromFile: expected a safetensors file/,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
