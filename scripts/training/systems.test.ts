import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systems } from '@ganblocks/models';
import { systemKills } from './systemKills';

const KILLS = 3;
const names = Object.keys(systems);
/** A system a day in turn; the slow test has all, with 20 kills. */
const today = names[Math.floor(Date.now() / 86_400_000) % names.length]!;
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ganblocks-systems-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test(`${today}, killed and resumed, is bit for bit the run that was not`, async () => {
  const { kills, whole, killed } = await systemKills(today, { kills: KILLS, folder: root });
  expect(kills).toBe(KILLS);
  expect(killed).toEqual(whole);
}, 300_000);
