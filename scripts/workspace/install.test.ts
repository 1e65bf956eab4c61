import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { advice, agrees } from './install.mjs';
import { root } from './packages.mjs';

const lock = {
  '': { version: '0.1.0' },
  'node_modules/@ganblocks/core': { link: true },
  'node_modules/pure-rand': { version: '8.4.2', integrity: 'sha512-a' },
  'node_modules/fsevents': { version: '2.3.2', optional: true },
};
const { 'node_modules/fsevents': _other, '': _root, ...installed } = lock;

describe('agrees', () => {
  test('accepts what npm installed, without the packages of other machines', () => expect(agrees(lock, installed)).toBe(true));

  test.each([
    ['nothing', {}],
    ['another version', { ...installed, 'node_modules/pure-rand': { version: '8.4.1', integrity: 'sha512-a' } }],
    ['another content', { ...installed, 'node_modules/pure-rand': { version: '8.4.2', integrity: 'sha512-b' } }],
    ['a package too few', { 'node_modules/pure-rand': installed['node_modules/pure-rand'] }],
  ])('refuses %s', (_name, found) => expect(agrees(lock, found)).toBe(false));
});

describe('advice', () => {
  test.each([
    ['npm error code ENOTFOUND\nnpm error network request failed', /cannot be reached.*run the same command again/],
    ['npm error code EUSAGE\nnpm error Missing: a@1 from lock file', /does not agree.* Missing: a@1 from lock file\. Run npm install/],
    ['npm error code ENOSPC', /npm ci failed:\nnpm error code ENOSPC\n/],
  ])('on %j', (said, expected) => expect(advice(said)).toMatch(expected));
});

describe('package-lock.json', () => {
  type Versions = Record<string, string>;
  interface Locked {
    resolved?: string;
    link?: boolean;
    dependencies?: Versions;
    devDependencies?: Versions;
    peerDependencies?: Versions;
    optionalDependencies?: Versions;
  }
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };

  test('knows every package of this repository as it is: after a change, run npm install', () => {
    const manifests = ['packages', 'examples', '.'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .map((name) => join(folder, name).replaceAll('\\', '/'))
        .filter((path) => existsSync(join(root, path, 'package.json'))),
    );
    const kinds = ['dependencies', 'devDependencies', 'peerDependencies'] as const;
    const needs = (one: Locked | undefined): unknown => one && kinds.map((kind) => one[kind] ?? {});
    expect(manifests).toContain('packages/core');
    for (const path of ['', ...manifests]) {
      const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as Locked;
      expect([path, needs(packages[path])]).toEqual([path, needs(manifest)]);
    }
  });

  test('names no server', () =>
    expect(Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined && !link)).toEqual([]));

  test('has the builds of every machine, without which npm ci refuses it', () => {
    const absent = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`]),
    );
    expect(absent).toEqual([]);
  });
});
