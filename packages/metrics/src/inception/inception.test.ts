import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { writeSafetensors, type RawTensor } from '@ganblocks/core';
import { normalizedConvolution } from '../../tests/torchFile';
import { inceptionExtractor } from './inceptionExtractor';
import { inceptionPipelines } from './inceptionPipeline';
import { inceptionKernels } from './inceptionTopology';

/** All weights 0.01: it has the right form. */
let bytes: Uint8Array;

const flat = (shape: readonly number[]): RawTensor => {
  const count = shape.reduce((product, length) => product * length, 1);
  return { dtype: 'F32', shape, data: new Float32Array(count).fill(0.01) };
};

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  const shapes = [...inceptionKernels()].flatMap(([name, shape]) => normalizedConvolution(name, shape));
  const all = new Map([...shapes, ['fc.weight', [1008, 2048]], ['fc.bias', [1008]]] as const);
  const tracked: RawTensor = { dtype: 'I64', shape: [], data: BigInt64Array.of(1n) };
  const tensors = new Map([...all].map(([name, shape]) => [name, flat(shape)]));
  bytes = writeSafetensors(tensors.set('Mixed_5b.branch1x1.bn.num_batches_tracked', tracked));
});

/** A file with these tensors of 32 numbers alone. */
const fileOf = (tensors: Readonly<Record<string, RawTensor>>): Uint8Array => writeSafetensors(new Map(Object.entries(tensors)));
const numbers = (value: number, count = 32): RawTensor => ({ dtype: 'F32', shape: [count], data: new Float32Array(count).fill(value) });

describe('inceptionExtractor', () => {
  test('has as many weights as the network was published with', () => {
    const kernels = [...inceptionKernels().values()].reduce(
      (sum, shape) => sum + shape.reduce((product, length) => product * length, 1),
      0,
    );
    const channels = [...inceptionKernels().values()].reduce((sum, [, , , outputs]) => sum + outputs, 0);
    expect(kernels + 2 * channels).toBe(21_785_568); // parameters_without_fc_and_moving_stats of the golden
    expect(inceptionKernels().size).toBe(94);
  });

  test('states its pipeline and its weights, passes over what counts batches, and refuses others than asked for', async () => {
    const before = tf.memory().numTensors;
    const sha256 = 'f'.repeat(64);
    await expect(inceptionExtractor(bytes, { sha256 })).rejects.toThrow(/expected weights of SHA-256 f+.* Got [0-9a-f]{64}\. Use the file/);
    const extractor = await inceptionExtractor(bytes, { pipeline: 'cleanFid' });
    const again = await inceptionExtractor(bytes, { pipeline: 'tensorflow1', sha256: extractor.weightsHash!.toUpperCase() });
    expect([extractor.name, extractor.resize]).toEqual(['FID Inception-v3, as in clean-fid', 'pilBicubic']);
    expect([again.name, again.resize]).toEqual(["FID Inception-v3, as in TensorFlow's first", 'tf1Bilinear']);
    expect([again.size, again.channels]).toEqual([[299, 299], 3]);
    const small = tf.zeros<tf.Rank.R4>([1, 64, 64, 3]);
    await expect(again.extract(small)).rejects.toThrow(/images must be \[N, 299, 299, 3\]/);
    small.dispose();
    extractor.dispose();
    again.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses other files', async () => {
    const before = tf.memory().numTensors;
    const first = 'Conv2d_1a_3x3.bn';
    const refused: [Readonly<Record<string, RawTensor>>, RegExp][] = [
      [{ 'AuxLogits.fc.bias': numbers(1) }, /expected the tensors of FID Inception and no others\. Got also AuxLogits\.fc\.bias/],
      [{}, /'Conv2d_1a_3x3\.bn\.weight' must be a tensor \[32\]\. Got none\. Is this the file of another network/],
      [{ [`${first}.weight`]: numbers(1, 2) }, /bn\.weight' must be a tensor \[32\]\. Got F32 \[2\]/],
      [{ [`${first}.weight`]: numbers(NaN) }, /bn\.weight' must be finite/],
      [{ [`${first}.weight`]: { ...numbers(1), dtype: 'I32', data: new Int32Array(32) } }, /must be of floating point numbers\. Got I32/],
      [
        Object.fromEntries(['weight', 'bias', 'running_mean', 'running_var'].map((part) => [`${first}.${part}`, numbers(-1)])),
        /running_var' must not be negative\. Got -1/,
      ],
    ];
    for (const [tensors, message] of refused) await expect(inceptionExtractor(fileOf(tensors))).rejects.toThrow(message);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses unknown pipelines and layers', async () => {
    await expect(inceptionExtractor(bytes, { pipeline: 'mine' as 'cleanFid' })).rejects.toThrow(
      /pipeline must be one of pytorchFid, .* Got 'mine'/,
    );
    await expect(inceptionExtractor(bytes, { layers: ['Mixed_8a'] })).rejects.toThrow(/layers must be of Conv2d_1a_3x3, .* Got Mixed_8a/);
    await expect(inceptionExtractor(bytes, { layers: [] })).rejects.toThrow(/Got none/);
  });
});

test('pipelines normalize the values of bytes as their references do', () => {
  tf.tidy(() => {
    const bytesAsImages = tf.tensor4d([-1, 128 / 127.5 - 1, 1, 1.5], [1, 1, 4, 1]);
    const values = (name: keyof typeof inceptionPipelines): number[] =>
      Array.from(inceptionPipelines[name].normalize(bytesAsImages).dataSync(), (value) => Math.round(value * 1e6) / 1e6);
    expect(values('pytorchFid')).toEqual([-1, 0.003922, 1, 1.5]);
    expect(values('tensorflow1').slice(0, 3)).toEqual([-1, 0, 0.992188]);
    expect(values('cleanFid')).toEqual([-1, 0, 0.992188, 0.992188]);
  });
});
