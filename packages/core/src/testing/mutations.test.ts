import { describe, expect, test } from '@jest/globals';
import { randomStream } from '../random/index';
import { writeSafetensors } from '../weights/index';
import { mutateBytes } from './mutateBytes';
import { mutateJson } from './mutateJson';
import { mutateSafetensors } from './mutateSafetensors';

const MANY = 2000;
const streams = Array.from({ length: MANY }, (_, number) => randomStream(3).split(`file ${number}`));
const kindsOf = (results: readonly { kind: string }[]): string[] => [...new Set(results.map(({ kind }) => kind))].sort();
const original = writeSafetensors(new Map([['w', { dtype: 'F32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }]]), { note: 'x' });

describe('mutateBytes', () => {
  test('changes a copy, in each of its ways, the same way for the same stream', () => {
    const bytes = Uint8Array.from(original);
    const mutations = streams.map((stream) => mutateBytes(bytes, stream, { head: 8 }));
    expect(bytes).toEqual(original);
    expect(kindsOf(mutations)).toHaveLength(8);
    expect(mutateBytes(bytes, randomStream(3).split('file 5'), { head: 8 })).toEqual(mutations[5]);
    const changed = mutations.filter((mutation) => Buffer.compare(mutation.bytes, bytes) !== 0);
    expect(changed.length).toBeGreaterThan(0.9 * MANY);
  });

  test('changes what is very short, too', () => {
    for (const length of [0, 1, 2])
      for (const stream of streams) expect(mutateBytes(new Uint8Array(length), stream).bytes.length).toBeLessThan(40);
  });
});

describe('mutateJson', () => {
  test('changes a text in each of its ways, the prototype of nothing', () => {
    const json = '{"a":{"shape":[2,3],"offsets":[0,24]},"b":"x"}';
    const mutations = streams.map((stream) => mutateJson(json, stream));
    expect(kindsOf(mutations)).toHaveLength(9);
    expect(mutations.filter((mutation) => mutation.json !== json).length).toBeGreaterThan(0.8 * MANY);
    expect(mutations.some((mutation) => mutation.json.includes('"__proto__":'))).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(mutateJson('{}', streams[0]!).kind).toBe('jsonText');
  });
});

describe('mutateSafetensors', () => {
  test('changes bytes, header and the length of the header', () => {
    const kinds = kindsOf(streams.map((stream) => mutateSafetensors(original, stream)));
    expect(kinds).toHaveLength(8 + 9 + 1);
    expect(kinds).toContain('headerLength');
  });
});
