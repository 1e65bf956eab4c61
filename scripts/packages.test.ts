import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { consumerWithout, createConsumer } from './packages/consumer';
import { testBundles } from './packages/testBundles';
import { testEntries } from './packages/testEntries';
import { testSizes } from './packages/testSizes';
import { testTarballs } from './packages/testTarballs';
import { hasSource, workspacePackages } from './workspace/packages.mjs';

const packages = workspacePackages().filter(hasSource);
const entries = packages.flatMap((one) => one.entries);
// `ganblocks` is a program, which runs in Node alone.
const browserEntries = entries.filter((entry) => !entry.endsWith('/node') && entry !== 'ganblocks');

// Not in a beforeAll: what is wrong with the packages as a whole is said once. They are packed once, for all that follows.
const consumer = createConsumer(packages);
const spare = packages.flatMap(({ optional }) => optional).filter((name) => name !== '@tensorflow/tfjs-backend-wasm');
const bare = consumerWithout(consumer, packages, spare);
afterAll(() => {
  for (const { folder } of [consumer, bare]) rmSync(folder, { recursive: true, force: true });
});

testTarballs(consumer, packages);
testEntries(consumer, entries);
testBundles(consumer, bare, browserEntries);
testSizes(consumer.folder);

test('packages without a source are not forgotten', () => {
  const absent = workspacePackages().filter((one) => !hasSource(one));
  if (absent.length > 0) console.warn(`SKIPPED ${absent.length}: no src/index.ts yet in ${absent.map(({ name }) => name).join(', ')}`);
  expect(absent.every(({ folder }) => !existsSync(join(folder, 'dist')))).toBe(true);
});
