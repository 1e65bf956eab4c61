import type { Minimize } from '../contracts/index';
import { updateBy } from './updateBy';

/**
 * One gradient step: sums the named terms, differentiates the sum by the optimizer's variables and by nothing else, applies.
 *
 * Whatever the terms compute on the way (another network's weights, fresh fakes) is constant or differentiated through as the
 * variables demand: there is nothing to freeze. A variable that no term depends on gets a gradient of zeros.
 * `context.reduceGradients`, where present, sees the gradients before they are applied (replicas, clipping, norms).
 *
 * @returns The terms, kept: the caller reads and disposes them. Everything else is freed.
 * @throws GanError where a term is no scalar or none is given; what `terms` throws. Nothing is left behind then.
 * @example
 * const optimizer = adam([generator], { learningRate: 2e-4, beta1: 0.5 });
 * const fake = () => generator.apply(latents, { training: true });
 * const terms = minimize(optimizer, context, () => ({ adversarial: loss.generator(discriminator.apply(fake(), { training: true })) }));
 */
export const minimize: Minimize = (optimizer, context, terms) => updateBy(optimizer, context, terms);
