import { describe, expect, test } from '@jest/globals';
import { check, GanError, type JsonObject, randomStream } from '@ganblocks/core';
import { fuzzReader, mutateJson, type Mutation } from '@ganblocks/core/testing';
import { dcganConfig } from '../dcgan/config';
import { createSystem } from '../registry';

const FILES = 1000;

function* mutations(): Generator<Mutation> {
  const json = JSON.stringify(dcganConfig({ resolution: 32 }));
  for (let number = 0; number < FILES; number++) {
    const mutated = mutateJson(json, randomStream(16).split(`file ${number}`));
    yield { kind: mutated.kind, bytes: new TextEncoder().encode(mutated.json) };
  }
}

/** A configuration out of a file; what is no JSON is not this package's business. */
function read(bytes: Uint8Array): JsonObject {
  let given: JsonObject = {};
  try {
    given = JSON.parse(new TextDecoder().decode(bytes)) as JsonObject;
  } catch {
    check(false, () => 'test: expected JSON. Got none. Use another file.');
  }
  return dcganConfig(given);
}

describe('a configuration out of a file', () => {
  test(`is whole or refused, each of ${FILES}`, () => {
    const { accepted, refused } = fuzzReader(mutations(), {
      read,
      verify: ({ value }) => value && expect(Object.keys(value).sort()).toEqual(Object.keys(dcganConfig()).sort()),
    });
    expect(accepted + refused).toBe(FILES);
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 20);
  });

  test('is refused where it is no object', () => {
    for (const config of [null, 3, 'x', [], true]) {
      expect(() => createSystem('dcgan', config as unknown as JsonObject)).toThrow(GanError);
      expect(() => createSystem('dcgan', config as unknown as JsonObject)).toThrow(/the configuration of 'dcgan' must be an object\. Got /);
    }
  });
});
