import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { imageShape, severalShapes } from '../layer/shapes';
import { checkWord } from './imageLayer';

export interface GridSampleArgs extends GanLayerArgs {
  /** What is read beyond the edge: 'zeros', the edge itself ('border'), or the mirror image ('reflection'). Default 'zeros'. */
  readonly padding?: ops.GridPadding;
  /** Whether -1 and 1 are the centres of the outermost pixels (true) or their outer edges (false). Default false. */
  readonly alignCorners?: boolean;
}

/** The layer of `gridSample`. No weights. */
export class GridSample extends GanLayer {
  static readonly className = 'GanGridSample';
  private readonly config: Required<Omit<GridSampleArgs, keyof GanLayerArgs>>;

  constructor(args: GridSampleArgs = {}) {
    super(args);
    const { padding = 'zeros', alignCorners = false } = args;
    checkWord('gridSample', 'padding', padding, ['zeros', 'border', 'reflection']);
    this.config = { padding, alignCorners };
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [x, grid] = severalShapes<[Shape, Shape]>('gridSample', ['x', 'grid'], inputShape);
    const { batch, channels } = imageShape('gridSample', x);
    const { size, channels: coordinates } = imageShape('gridSample', grid);
    check(coordinates === 2, () => `gridSample: grid must be [N, H', W', 2], (x, y) of each pixel. Got ${coordinates} coordinates.`);
    return [batch, ...size, channels];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const [x, grid] = several<[Tensor4D, Tensor4D]>('gridSample', ['x', 'grid'], inputs);
    return ops.gridSample(x, grid, this.config);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(GridSample);

/**
 * Reads an image at given places (x, y) in [-1, 1]², bilinearly: the mean of the four pixels around each place, weighted by nearness.
 *
 * Shapes: x `[N, H, W, C]`, grid `[N, H', W', 2]` → `[N, H', W', C]`. Training and inference alike. Differentiable to any order by the
 * image and by the grid; by the grid the derivative jumps where a place crosses the centre of a pixel. The model disposes it.
 *
 * @throws GanError unless there are two inputs of these shapes.
 * @see Jaderberg et al. 2015, "Spatial Transformer Networks", https://arxiv.org/abs/1506.02025
 * @example
 * const image = input({ shape: [16, 16, 3] });
 * const flow = input({ shape: [16, 16, 2], name: 'flow' });
 * const warped = sequence(conditioned(gridSample({ padding: 'border' }), flow))(image, 'warp');
 */
export const gridSample = (args: GridSampleArgs = {}): GridSample => new GridSample(args);
