import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import type { GanLayerArgs } from '../layer/ganLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';

/** The options that both poolings have. */
export interface PoolingArgs extends GanLayerArgs {
  /** The window's side, or [vertical, horizontal]. Default 2. */
  readonly size?: ops.Pair;
  /** Default: the window's side. */
  readonly stride?: ops.Pair;
  /** Pixels on both sides of each axis, at most half the window. Default 0. */
  readonly padding?: ops.Pair;
}

export type PoolingConfig = Required<Omit<PoolingArgs, keyof GanLayerArgs>>;

export const poolingConfig = ({ size = 2, stride = size, padding = 0 }: PoolingArgs): PoolingConfig => ({ size, stride, padding });

/** What the poolings share: where their windows lie. */
export abstract class Pooling<Config extends PoolingConfig> extends ImageLayer<Config> {
  constructor(where: string, args: GanLayerArgs, config: Config) {
    super(where, args, config);
    ops.poolingSize({ ...config, image: [null, null] }, where);
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    return [batch, ...ops.poolingSize({ ...this.config, image: size }, this.where), channels];
  }
}
