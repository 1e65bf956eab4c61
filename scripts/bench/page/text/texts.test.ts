import { expect, test } from '@jest/globals';
import type { Setting } from '../setting';
import { browserText } from './browser';
import { compareText } from './compare';
import { curveDrawings, curvesText } from './curves';
import { kernelsText } from './kernels';
import { limitsText } from './limits';
import { mebibytesText, millionsText, secondsText } from './numbers';
import { profileText } from './profile';

const setting: Setting = { date: '2026-01-02', processor: 'One', cores: 2, node: '20.1.0', tfjs: '4.22.0', commit: 'abc' };

test('numbers', () => {
  expect([secondsText(0.14702), secondsText(2.2), secondsText(93.84)]).toEqual(['0.147 s', '2.20 s', '93.8 s']);
  expect([mebibytesText(1234.4), millionsText(53521433)]).toEqual(['1,234 MiB', '53.5 M']);
});

test('a comparison says both sides, and with what', () => {
  const side = (median_s: number, best_s: number) => ({ median_s, best_s });
  const together = { ours: side(0.5, 0.4), torch: side(1, 0.9), ratio_of_medians: 0.5, ratio_of_bests: 0.444 };
  const alone = { ...together, ours: side(0.8, 0.7), ratio_of_medians: 0.8 };
  const text = compareText({ setting, threads: 2, rounds: 5, repeat: 3, torch: '1.13', cases: [{ case: 'a', together, alone }] });
  expect(text).toMatch(/\| a +\| +0\.500 s \| +1\.00 s \| 0\.50× \| +0\.44× \| +0\.800 s \| 0\.80× \|/);
  expect(text).toContain('Measured on 2026-01-02: One, 2 cores; Node 20.1.0, TensorFlow.js 4.22.0, PyTorch 1.13.');
});

test('a kernel is bound by the nearer limit, or by its calls', () => {
  const kernels = [
    { kernel: 'Products', self_ms: 50, calls: 10, mb: 100, gflops: 54 },
    { kernel: 'Sums', self_ms: 20, calls: 10, mb: 400, gflops: 1 },
    { kernel: 'Many', self_ms: 10, calls: 1000, mb: 1 },
    { kernel: 'Slow', self_ms: 10, calls: 10, mb: 1 },
  ];
  const cases = [{ case: 'a', step_ms: 100, outside_ms: 4, calls: 1050, kernels }];
  const text = profileText({ setting, limits: { gflops: 60, copy_gb_s: 40 }, cases });
  const bounds = [...text.matchAll(/\| `\w+` +\| (.+?) +\|/g)].map(([, bound]) => bound);
  expect(bounds).toEqual(['arithmetic, 90 %', 'memory, 50 %', '1000 calls of 10 µs', 'neither']);
  expect(text).toMatch(/\| other kernels +\| +\| +6 % \| +20 \|/);
});

test('what does not fit is said, with its error', () => {
  const fits = { case: 'stylegan2?resolution=64&width=512&batch=4&every=16', backend: 'wasm', params: 5e7, median_s: 9, heap_mb: 1900 };
  const full = { case: 'biggan?channels=96&batch=2', backend: 'wasm', failure: 'wasm: expected more' };
  const native = { ...full, backend: 'tensorflow', failure: undefined, params: 1.5e8, median_s: 4, resident_mb: 5000 };
  const { failure: _, ...runs } = native;
  const text = limitsText({ setting, threads: 2, rounds: [fits, full], native: [runs] });
  expect(text).toMatch(/StyleGAN2, 64 × 64 +\| +4 \| +50\.0 M \| +1,900 MiB \| +9\.00 s \|/);
  expect(text).toMatch(/BigGAN, 128 × 128, ch 96 \| +2 \| +\| +does not fit \|/);
  expect(text).toContain('```text\nwasm: expected more\n```');
  expect(text).toContain('5,000 MiB');
});

test('losses that are not those of Node are named', () => {
  const line = { case: 'a', node_s: 0.2, chromium_s: 0.1, same_losses: true, chromium: '1.2' };
  const cases = [
    { ...line, threads: 1 },
    { ...line, threads: 2, same_losses: false },
  ];
  expect(browserText({ setting, cases })).toMatch(/\| +0\.200 s \| +0\.100 s \| 0\.50× \|/);
  expect(browserText({ setting, cases })).toContain("Losses differ from Node's: a on 2 threads.");
});

test('shapes of kernels are in words', () => {
  const rates = { stock: 40, forward: 50, input_gradient: 60, filter_gradient: 70, passed: true };
  const text = kernelsText({ setting, kernels: [{ kernel: '64,28,28,1 -> 64, 4, 2', ...rates }] });
  expect(text).toMatch(/64 of 28 × 28, 1 → 64, filter 4, stride 2 +\| +40 \| +50 \| +60 \| +70 \|/);
});

test('curves are drawn, one a chart', () => {
  const points = [{ at: 4, median_s: 1, heap_mb: 100 }, { at: 8, median_s: 2, heap_mb: 150 }]; // prettier-ignore
  const result = { setting, threads: 2, curves: [{ chart: 'batch' as const, name: 'net', points }] };
  expect(Object.keys(curveDrawings(result))).toEqual(['speed-batch.svg', 'speed-resolution.svg', 'speed-width.svg']);
  expect(curveDrawings(result)['speed-batch.svg']).toContain('net');
  expect(curvesText(result)).toMatch(/\| net +\| batch 8 \| +2\.00 s \| +150 MiB \|/);
});
