import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D, Variable } from '@tensorflow/tfjs-core';
import { check, type JsonObject, randomStream } from '@ganblocks/core';
import { checkEqual, checkFrees, checkUnlike, type ContractCheck, scoped } from '@ganblocks/layers/testing';
import { type DisposableSystem, disposeReport, runStep, trainableOf, variablesOf } from './run';

export interface SystemContractOptions<Batch> {
  /** Builds the system anew each time, from plain data. */
  readonly create: (config: JsonObject) => DisposableSystem<Batch>;
  /** Small enough to train for some steps in a second; `seed` is changed by one check. */
  readonly config: JsonObject;
  /** A fresh batch, the same for the same seed. */
  readonly batch: (seed: number) => Batch;
  /** Of one sample. */
  readonly sampleShape: readonly number[];
  /** Paths of variables that no step moves, such as the bias of a critic's score, which cancels in its loss. Default none. */
  readonly unmoved?: readonly string[];
}

/**
 * What every system promises, as checks for any test runner: a configuration that rebuilds it, steps that change every weight and
 * every moment and nothing else in memory, the same run for the same seed, samples in [-1, 1], and a state that can be restored.
 *
 * @example
 * const config = { resolution: 16, imageChannels: 1, latentSize: 4, width: 2 };
 * const batch = (seed: number) => ({ images: randomStream(seed).uniform([4, 16, 16, 1], { low: -1 }) as Tensor4D });
 * for (const { name, run } of systemContract('dcgan', { create: dcgan, config, batch, sampleShape: [16, 16, 1] })) test(name, run);
 */
export function systemContract<Batch>(
  name: string,
  { create, config, batch, sampleShape, unmoved = [] }: SystemContractOptions<Batch>,
): readonly ContractCheck[] {
  type System = DisposableSystem<Batch>;
  const advance = async (system: System, from: number, to: number): Promise<void> => {
    for (let step = from; step < to; step++) disposeReport(await runStep(system, batch, step));
  };
  const promise = (what: string, body: (own: (config?: JsonObject) => System) => Promise<void>): ContractCheck => ({
    name: `${name}: ${what}`,
    run: () =>
      checkFrees(`${name}: ${what}`, async () => {
        const owned: System[] = [];
        await scoped(() => body((given = config) => owned[owned.push(create(given)) - 1]!));
        owned.forEach((system) => system.dispose());
      }),
  });

  return [
    promise('is built again by its configuration', async (own) => {
      const system = own();
      const written = JSON.stringify(system.config);
      const again = own(JSON.parse(written) as JsonObject);
      check(
        JSON.stringify(again.config) === written,
        () => `${name}: the configuration must come back as it was. Got ${JSON.stringify(again.config)}, was ${written}.`,
      );
      check(again.name === system.name, () => `${name}: the name must stay '${system.name}'. Got '${again.name}'.`);
      await checkSame(`${name} and its copy`, system, again);
    }),

    promise('begins otherwise for another seed', async (own) => {
      const [system, other] = [own(), own({ ...config, seed: Number(config['seed'] ?? 0) + 1 })];
      const pairs = trainableOf(system).map((variable, i) => [variable, trainableOf(other)[i]!] as const);
      let drawn = 0;
      for (const [a, b] of pairs) {
        if (await isConstant(a)) continue;
        await checkUnlike(`${name}: '${a.name}' of two seeds`, a, b);
        drawn += 1;
      }
      check(drawn > 0, () => `${name}: some weights must be drawn from the seed. Got none.`);
    }),

    promise('changes every weight and every moment in a step of each phase', async (own) => {
      const system = own();
      const before = [...variablesOf(system)].map(([key, x]) => [key, tf.clone(x)] as const);
      await advance(system, 0, system.phases.length);
      const after = variablesOf(system);
      const moved = before.filter(([key]) => !unmoved.some((path) => key.includes(path)));
      for (const [key, x] of moved) await checkUnlike(`${name}: '${key}' before and after a step`, x, after.get(key)!);
    }),

    promise('reports finite terms for each of its updates', async (own) => {
      const report = await runStep(own(), batch, 0);
      const terms = Object.entries(report).flatMap(([group, named]) =>
        Object.entries(named).map(([key, term]) => [`${group}.${key}`, term] as const),
      );
      check(terms.length > 0, () => `${name}: a step must report loss terms. Got none.`);
      for (const [key, term] of terms) {
        const [value = NaN] = await term.data();
        check(
          term.size === 1 && Number.isFinite(value),
          () => `${name}: '${key}' must be one finite number. Got ${value}, shape [${term.shape.join(', ')}].`,
        );
      }
      disposeReport(report);
    }),

    promise('runs alike for the same seeds', async (own) => {
      const [system, other] = [own(), own()];
      await advance(system, 0, 2);
      await advance(other, 0, 2);
      await checkSame(`${name} and its copy after two steps`, system, other);
    }),

    promise('keeps nothing from step to step', async (own) => {
      const system = own();
      await advance(system, 0, 1);
      await checkFrees(`${name}: two more steps`, () => advance(system, 1, 3));
    }),

    promise('samples images in [-1, 1], the same for the same stream', async (own) => {
      const system = own();
      const draw = (seed: number): Tensor4D => system.sample(3, { random: randomStream(seed) });
      const before = [...variablesOf(system).values()].map((x) => tf.clone(x));
      const [first, same, other] = [draw(1), draw(1), draw(2)];
      const expected = [3, ...sampleShape];
      check(
        first.shape.join() === expected.join(),
        () => `${name}: three samples must be [${expected.join(', ')}]. Got [${first.shape.join(', ')}].`,
      );
      const values = await first.data();
      check(
        values.every((value) => Math.abs(value) <= 1),
        () => `${name}: samples must lie in [-1, 1]. Got ${Math.min(...values)} to ${Math.max(...values)}.`,
      );
      await checkEqual(`${name}: samples of one stream`, first, same);
      await checkUnlike(`${name}: samples of two streams`, first, other);
      for (const [i, [key, x]] of [...variablesOf(system)].entries())
        await checkEqual(`${name}: '${key}' before and after sampling`, before[i]!, x);
    }),

    promise('goes on where a checkpoint left it', async (own) => {
      const [system, resumed] = [own(), own()];
      await advance(system, 0, 2);
      copyNetworks(system, resumed);
      for (const [key, part] of Object.entries(system.state)) {
        const tensors = Object.fromEntries(Object.entries(part.tensors()).map(([path, x]) => [path, tf.clone(x)]));
        resumed.state[key]?.restore(tensors, JSON.parse(JSON.stringify(part.toJson())) as JsonObject);
      }
      await checkSame(`${name} and what was restored of it`, system, resumed);
      await advance(system, 2, 3);
      await advance(resumed, 2, 3);
      await checkSame(`${name} and what was restored of it, a step later`, system, resumed);
    }),
  ];
}

/** Weights that begin as one number, such as biases: no seed tells them apart. */
async function isConstant(variable: Variable): Promise<boolean> {
  const values = await variable.data();
  return values.every((value) => value === values[0]);
}

function copyNetworks<Batch>(from: DisposableSystem<Batch>, to: DisposableSystem<Batch>): void {
  for (const [key, { trainable, statistics }] of Object.entries(from.networks)) {
    const target = to.networks[key];
    trainable.forEach((variable, i) => target?.trainable[i]?.assign(tf.clone(variable)));
    statistics.forEach((variable, i) => target?.statistics[i]?.assign(tf.clone(variable)));
  }
}

async function checkSame<Batch>(what: string, a: DisposableSystem<Batch>, b: DisposableSystem<Batch>): Promise<void> {
  const [left, right] = [variablesOf(a), variablesOf(b)];
  check(
    [...left.keys()].join() === [...right.keys()].join(),
    () => `${what} must have the same variables. Got ${[...left.keys()].join(', ')} and ${[...right.keys()].join(', ')}.`,
  );
  for (const [key, x] of left) await checkEqual(`${what}: '${key}'`, x, right.get(key)!);
}
