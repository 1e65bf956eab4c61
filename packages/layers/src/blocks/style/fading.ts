import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Block } from '../../model/sequence';
import { fade } from './fade';
import { pathOf } from '../path';

export interface FadingArgs {
  /** What the network did at this place before it grew. */
  readonly before: Block;
  /** What it does from now on; gives the same shape. */
  readonly after: Block;
  /** How far it has come: 0 is before, 1 is after. `[N]`, or one number: the network's input `input({ shape: [], name: 'alpha' })`. */
  readonly alpha: SymbolicTensor;
}

/**
 * The growth of a network: y = (1 - α) · before(x) + α · after(x).
 *
 * In ProGAN's generator x are the features of the last resolution, before(x) is their image made twice as large, after(x) the new stage's
 * image; in the critic x is the image, before(x) the half of it as features, after(x) the new stage on the whole of it. Layers are named
 * `<name>/before/…`, `<name>/after/…` and `<name>/fade`; `named` keeps the names that they had before. The model disposes it.
 *
 * @throws GanError where the branches give different shapes.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 2, figure 2, https://arxiv.org/abs/1710.10196
 * @example
 * const [features, alpha] = [input({ shape: [4, 4, 16] }), input({ shape: [], name: 'alpha' })];
 * const before = sequence(named('rgb4', toRgb()), resizeNearest({ factor: 2 }));
 * const after = sequence(named('8x8', proganUp({ channels: 16 })), named('rgb8', toRgb()));
 * const images = fading({ before, after, alpha })(features, 'grow8');
 */
export const fading =
  ({ before, after, alpha }: FadingArgs): Block =>
  (x, name) => {
    const branches = [before(x, pathOf(name, 'before')), after(x, pathOf(name, 'after'))];
    return fade({ name: pathOf(name, 'fade') }).apply([...branches, alpha]) as SymbolicTensor;
  };
