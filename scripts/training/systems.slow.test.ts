import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systems } from '@ganblocks/models';
import { systemKills } from './systemKills';

const KILLS = 20;
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ganblocks-systems-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each(Object.keys(systems))(
  '%s, killed 20 times and resumed, is bit for bit the run that was not',
  async (system) => {
    const { kills, whole, killed } = await systemKills(system, { kills: KILLS, folder: join(root, system) });
    expect(kills).toBe(KILLS);
    expect(killed).toEqual(whole);
  },
  900_000,
);
