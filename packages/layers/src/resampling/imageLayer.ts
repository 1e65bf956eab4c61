import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { type ImageShape, imageShape } from '../layer/shapes';

/** Throws unless an option is one of its words. */
export function checkWord(where: string, name: string, word: string, words: readonly string[]): void {
  const known = words.map((one) => `'${one}'`).join(', ');
  check(words.includes(word), () => `${where}: ${name} must be one of ${known}. Got ${JSON.stringify(word)}.`);
}

/** Layers without weights: an image in, an image out. A subclass says how large it is and how it is computed. */
export abstract class ImageLayer<Config extends object> extends GanLayer {
  override readonly perExample = true;
  constructor(
    protected readonly where: string,
    args: GanLayerArgs,
    /** @internal */
    protected readonly config: Config,
  ) {
    super(args);
  }

  protected abstract shapeOf(image: ImageShape): Shape;
  protected abstract resample(x: Tensor4D): Tensor;

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.shapeOf(imageShape(this.where, inputShape));
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return this.resample(only<Tensor4D>(inputs));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
