import { describe, expect, test } from '@jest/globals';
import { parseManifest } from './parseManifest';
import { readGoldens } from './readGoldens';

const entry = (shape: number[], meaning = '', dtype = 'F32') => ({ shape, dtype, meaning });

const golden = (changes: object = {}) => ({
  name: 'layer-toy',
  file: 'layer-toy.safetensors',
  checks: 'y = 2x',
  hyperparameters: { stride: 2, pads: [1, 3] },
  derivative_order: 2,
  gradient_penalty: { wrt: 'x', pre_scale: true },
  tolerance: { rtol: 1e-4, atol: 1e-6, rule: 'in words' },
  tensors: { x: entry([2], 'NHWC; input. '), y: entry([2], 'NHWC; of the input.'), ids: entry([1], 'input. ', 'I32') },
  ...changes,
});

/** A safetensors file of float32 and int32 tensors. */
function fileOf(tensors: Record<string, { dtype: 'F32' | 'I32'; shape: number[]; data: number[] }>): Uint8Array {
  let offset = 0;
  const header: Record<string, object> = {};
  const chunks: Uint8Array[] = [];
  for (const [name, { dtype, shape, data }] of Object.entries(tensors)) {
    chunks.push(new Uint8Array((dtype === 'F32' ? new Float32Array(data) : new Int32Array(data)).buffer));
    header[name] = { dtype, shape, data_offsets: [offset, (offset += data.length * 4)] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header).padEnd(Math.ceil(JSON.stringify(header).length / 8) * 8));
  const bytes = new Uint8Array(8 + text.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  let position = 8 + text.length;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}

const tensors = {
  x: { dtype: 'F32' as const, shape: [2], data: [1, -2] },
  y: { dtype: 'F32' as const, shape: [2], data: [2, -4] },
  ids: { dtype: 'I32' as const, shape: [1], data: [7] },
};

const goldensOf = (bytes: Uint8Array) => readGoldens({ manifest: { cases: [golden()] }, read: async () => bytes });

async function load(bytes: Uint8Array) {
  const goldens = goldensOf(bytes);
  const [first] = goldens.cases;
  if (!first) throw new Error('no case');
  return goldens.tensors(first);
}

describe('parseManifest', () => {
  test('reads a case', () => {
    const [parsed] = parseManifest({ cases: [golden()] });
    expect(parsed).toMatchObject({
      name: 'layer-toy',
      derivativeOrder: 2,
      gradientPenalty: { wrt: 'x', preScale: true },
      tolerance: { rtol: 1e-4, atol: 1e-6 },
      hyperparameters: { stride: 2, pads: [1, 3] },
    });
    expect([...(parsed?.tensors.keys() ?? [])]).toEqual(['x', 'y', 'ids']);
  });

  test('only what the manifest lists as an input is one', () => {
    const [parsed] = parseManifest({ cases: [golden()] });
    expect([...(parsed?.tensors ?? [])].filter(([, { isInput }]) => isInput).map(([name]) => name)).toEqual(['x', 'ids']);
  });

  test('a case without a critic has no gradientPenalty', () => {
    const [parsed] = parseManifest({ cases: [golden({ gradient_penalty: undefined, derivative_order: 1 })] });
    expect(parsed).not.toHaveProperty('gradientPenalty');
  });

  test.each([
    ['no object', 7, /the whole must be an object/],
    ['no cases', { cases: [] }, /at least one case/],
    ['no name', { cases: [golden({ name: 3 })] }, /cases\[0\]\.name/],
    ['a path for a file', { cases: [golden({ file: '../x.safetensors' })] }, /without a folder/],
    ['a negative tolerance', { cases: [golden({ tolerance: { rtol: -1, atol: 0 } })] }, /tolerance of layer-toy/],
    ['no tolerance', { cases: [golden({ tolerance: undefined })] }, /tolerance of layer-toy must be an object/],
    ['an unknown dtype', { cases: [golden({ tensors: { x: entry([1], '', 'F64') } })] }, /layer-toy\/x must be F32/],
    ['a broken shape', { cases: [golden({ tensors: { x: entry([1.5]) } })] }, /shape of layer-toy\/x/],
    ['two cases of one name', { cases: [golden(), golden()] }, /unique/],
  ])('refuses %s', (_, manifest, message) => {
    expect(() => parseManifest(manifest)).toThrow(message);
  });
});

describe('readGoldens', () => {
  test('reads tensors in the order of the manifest', async () => {
    const stored = await load(fileOf({ ids: tensors.ids, y: tensors.y, x: tensors.x }));
    expect([...stored.keys()]).toEqual(['x', 'y', 'ids']);
    expect(Array.from(stored.get('x')?.data ?? [])).toEqual([1, -2]);
    expect(stored.get('ids')).toMatchObject({ dtype: 'I32', shape: [1] });
  });

  test('a tensor that the file has not is named', async () => {
    await expect(load(fileOf({ x: tensors.x, ids: tensors.ids }))).rejects.toThrow(/Missing: y/);
  });

  test('a tensor that the manifest has not is named', async () => {
    await expect(load(fileOf({ ...tensors, extra: tensors.x }))).rejects.toThrow(/Unlisted: extra/);
  });

  test('another shape or dtype than the manifest says is named', async () => {
    await expect(load(fileOf({ ...tensors, y: { ...tensors.y, shape: [1, 2] } }))).rejects.toThrow(/y must be F32 \[2\].*Got F32 \[1,2\]/);
    await expect(load(fileOf({ ...tensors, ids: { ...tensors.ids, dtype: 'F32' } }))).rejects.toThrow(/ids must be I32/);
  });

  test('a broken file is an error, not numbers', async () => {
    await expect(load(fileOf(tensors).slice(0, 40))).rejects.toThrow();
  });
});
