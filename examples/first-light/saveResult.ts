import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { writeSafetensors } from '@ganblocks/core';
import { toPixels } from '@ganblocks/data';
import type { DigitFigures } from './scoreboard';

/** What a run ended with, as `result.json` has it. */
export interface FirstLightResult {
  readonly seed: number;
  readonly images: number;
  /** Of training. */
  readonly seconds: number;
  readonly backend: string;
  readonly untrained: DigitFigures;
  readonly trained: DigitFigures;
  /** One entry a step. */
  readonly losses: readonly object[];
}

/** Writes `result.json`, and the scored samples as `samples.safetensors`: `samples`, uint8 `[N, 28, 28, 1]`. */
export async function saveResult(run: string, { losses, ...result }: FirstLightResult, samples: Tensor4D): Promise<void> {
  const pixels = { dtype: 'U8', shape: samples.shape, data: await toPixels(samples) } as const;
  await writeFile(join(run, 'samples.safetensors'), writeSafetensors(new Map([['samples', pixels]])));
  // A step a line: the file stays readable.
  const steps = losses.map((step) => `  ${JSON.stringify(step)}`).join(',\n');
  await writeFile(join(run, 'result.json'), `${JSON.stringify(result, null, 1).slice(0, -2)},\n "losses": [\n${steps}\n ]\n}\n`);
}
