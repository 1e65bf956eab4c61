import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check, randomStream, shown } from '@ganblocks/core';
import { checkInteger, checkWord } from '../config/resolveConfig';
import type { Game } from './adversarialOptions';
import { drawLatents } from './drawLatents';
import { makeFakes } from './fakes';

const both = ['generator', 'discriminator'] as const;

/** Each optimizer has its own network's weights, all of them, and none of the other's. */
function checkOptimizers({ name: where, optimizers, ...networks }: Game): void {
  const given = { ...(optimizers as Partial<Game['optimizers']> | undefined) };
  for (const [own, other] of [both, [both[1], both[0]]] as const) {
    const variables = given[own]?.variables;
    check(variables !== undefined, () => {
      return `${where}: optimizers must have one for each network. Got none for the ${own}. Pass optimizers: { ${own}: adam([${own}]), … }.`;
    });
    const [held, foreign] = [new Set(variables), new Set(networks[other].trainable)];
    const missing = networks[own].trainable.find((variable) => !held.has(variable));
    const wrong = variables.find((variable) => foreign.has(variable));
    check(!missing && !wrong, () => {
      const received = wrong ? `'${wrong.name}' of the ${other}` : `one without '${missing?.name}'`;
      return `${where}: the ${own}'s optimizer must be over the weights of the ${own}, all of them and no others. Got ${received}. Use adam([${own}]).`;
    });
  }
}

/** Terms are told apart by name, and so are the parts of a checkpoint. */
function checkNames({ name: where, penalties, logitTerms, terms }: Game): void {
  const names = ['adversarial', ...penalties.map(({ name }) => name), ...Object.keys(logitTerms), ...Object.keys(terms)];
  const taken = ['generator', 'discriminator', 'loss', 'augment'];
  const twice = names.find((name, i) => names.indexOf(name) < i || taken.includes(name));
  check(twice === undefined, () => {
    return `${where}: penalties, logitTerms and terms must have names of their own, none of ${taken.join(', ')}. Got '${twice}' twice. Rename one: { ...penalty, name: '…' }.`;
  });
}

/**
 * Checks what can be told before the first step, and returns the shape of the generator's images without the batch.
 *
 * @throws GanError that names the option.
 */
export function checkGame(game: Game): readonly number[] {
  const {
    name: where,
    latentSize,
    latents,
    penalties,
    condition,
    fakeConditions,
    discriminatorSteps,
    generatorBatches,
    loss,
    pretraining,
  } = game;
  for (const option of ['latentSize', 'generatorSteps', 'generatorBatches'] as const) checkInteger(where, option, game[option], 1);
  if (typeof discriminatorSteps === 'number') checkInteger(where, 'discriminatorSteps', discriminatorSteps, 1);
  if (typeof latents !== 'object') checkWord(where, 'latents', latents, ['normal', 'uniform']);
  if (pretraining) checkInteger(where, 'pretraining.images', pretraining.images, 1);
  checkWord(where, 'fakeConditions', fakeConditions, ['drawn', 'batch']);
  check(generatorBatches === 1 || !loss.needsReal, () => {
    return `${where}: generatorBatches must be 1 for a loss that compares fakes with reals. Got ${generatorBatches}. Leave it out.`;
  });
  for (const { name, every } of penalties) checkInteger(where, `every of '${name}'`, every, 1);
  checkNames(game);
  checkOptimizers(game);

  const random = randomStream(0);
  const shape = tf.tidy(() => {
    const source = { latents: drawLatents(game, 1, random), ...(condition && { condition: condition.asked(1) }) };
    const images = makeFakes(game, source, { training: false, random }) as Tensor | undefined;
    return images?.shape;
  });
  check(shape?.length === 4 && shape[0] === 1, () => {
    return `${where}: the generator must make images [N, H, W, C] of latents [N, ${latentSize}]. Got ${shown(shape)} for N = 1.`;
  });
  return shape.slice(1);
}
