import { root } from '../workspace/packages.mjs';
import { sizeCases, sizeOf } from './sizes';

// npm run size: what a page pays for our code, in bytes, TensorFlow.js aside.
const rows = await Promise.all(
  sizeCases.map(async (one) => {
    const { bytes, gzipped } = await sizeOf(one, root);
    return [one.what, bytes, gzipped, one.budget ?? ''].map(String);
  }),
);
const table = [['import', 'minified', 'gzipped', 'budget'], ...rows];
const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
for (const row of table) {
  console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '));
}
