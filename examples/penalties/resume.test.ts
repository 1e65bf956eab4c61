import { beforeAll, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { ada, adam, lazyAdam, randomStream } from '@ganblocks/core';
import { imageArrays } from '@ganblocks/data';
import { chain, dense, flatten, leakyRelu, network, reshape, tanh } from '@ganblocks/layers';
import { leCam, nonSaturating, r1 } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '@ganblocks/models';
import { type Losses, train } from '@ganblocks/training';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

const random = randomStream(3);
const images = Uint8Array.from({ length: 40 * 16 }, () => Math.floor(random.next() * 256));
const data = imageArrays({ name: 'noise', images, shape: [40, 4, 4, 1] });

function build(): AdversarialSystem {
  const generator = network(chain({ shape: [3], name: 'generator' }, dense({ units: 16 }), tanh(), reshape({ shape: [4, 4, 1] })));
  const discriminator = network(chain({ shape: [4, 4, 1], name: 'discriminator' }, flatten(), leakyRelu(), dense({ units: 1 })));
  return adversarial({
    ...{ generator, discriminator, latentSize: 3, loss: nonSaturating(), discriminatorSteps: 2 },
    penalties: [r1({ every: 3 })],
    logitTerms: { leCam: leCam({ startStep: 4 }) },
    augment: ada({ pipe: 'color', probability: 0.2, speed: 200, interval: 3 }),
    optimizers: { generator: adam([generator]), discriminator: lazyAdam([discriminator], { every: 3, name: 'discriminator' }) },
  });
}

async function runOf(resume?: Uint8Array): Promise<{ losses: Losses[]; checkpoints: Uint8Array[] }> {
  const [losses, checkpoints]: [Losses[], Uint8Array[]] = [[], []];
  const system = build();
  const keep = async (event: { losses: Losses; checkpoint(): Promise<Uint8Array> }): Promise<void> => {
    losses.push(event.losses);
    checkpoints.push(await event.checkpoint());
  };
  await train(system, data, { images: 8 * 4, batchSize: 4, observers: [{ step: keep }], ...(resume ? { resume } : { seed: 7 }) });
  system.dispose();
  return { losses, checkpoints };
}

test('a run goes on from a checkpoint bit for bit: lazy steps, averages of logits, the probability of an adaptive augmentation', async () => {
  const whole = await runOf();
  expect(new Set(whole.losses.map(({ discriminator }) => Object.keys(discriminator ?? {}).join())).size).toBe(2);
  for (const at of [1, 4, 7]) {
    const rest = await runOf(whole.checkpoints[at - 1]);
    expect(rest.losses).toEqual(whole.losses.slice(at));
  }
});
