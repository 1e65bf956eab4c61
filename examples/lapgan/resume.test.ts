import { beforeAll, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { randomStream } from '@ganblocks/core';
import { imageArrays } from '@ganblocks/data';
import { lapgan } from '@ganblocks/models';
import { type Losses, readCheckpoint, type StepEvent, train } from '@ganblocks/training';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

const random = randomStream(3);
const images = Uint8Array.from({ length: 40 * 144 }, () => Math.floor(random.next() * 256));
const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2);
const data = imageArrays({ name: 'noise', images, labels, shape: [40, 12, 12, 1] });

interface Run {
  readonly losses: Losses[];
  readonly sheets: (readonly number[])[];
  readonly checkpoints: Uint8Array[];
}

/** Three steps of the level of 4, three of 9, three of 12. */
async function runOf(resume?: Uint8Array): Promise<Run> {
  const run: Run = { losses: [], sheets: [], checkpoints: [] };
  const system = lapgan({
    ...{ resolution: 12, coarseSizes: [4, 9], levelImages: [12, 12], imageChannels: 1, classes: 2, latentSize: 3 },
    ...{ generatorUnits: 4, discriminatorUnits: 6, widths: [4, 4], epochUpdates: 2, rateDecay: 0.1, batchNorm: true, seed: 1 },
  });
  const step = async (event: StepEvent): Promise<void> => {
    run.losses.push(event.losses);
    const sheet = await event.sample(2);
    run.sheets.push([...sheet.dataSync()]);
    sheet.dispose();
    run.checkpoints.push(await event.checkpoint());
  };
  const options = { images: 36, batchSize: 4, ema: { halfLifeImages: 8 }, observers: [{ step }] };
  await train(system, data, { ...options, ...(resume ? { resume } : { seed: 7 }) });
  system.dispose();
  return run;
}

/** A checkpoint but for its seconds. */
function contentOf(bytes: Uint8Array): unknown {
  const { info, tensors } = readCheckpoint(bytes);
  return { ...info, seconds: 0, tensors: [...tensors].map(([name, { data: values }]) => [name, [...values].map(Number)]) };
}

test('a run that is cut at the end of a level or within one goes on bit for bit', async () => {
  const whole = await runOf();
  expect(whole.losses.map((groups) => Object.keys(groups)[0])).toEqual([
    ...['discriminator4', 'discriminator4', 'discriminator4', 'discriminator9', 'discriminator9'],
    ...['discriminator9', 'discriminator12', 'discriminator12', 'discriminator12'],
  ]);
  for (const at of [2, 3, 5, 8]) {
    const rest = await runOf(whole.checkpoints[at - 1]);
    expect(rest.losses).toEqual(whole.losses.slice(at));
    expect(rest.sheets).toEqual(whole.sheets.slice(at));
    expect(contentOf(rest.checkpoints.at(-1)!)).toEqual(contentOf(whole.checkpoints.at(-1)!));
  }
});
