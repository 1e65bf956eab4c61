import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { type Kwargs, readCall } from '../layer/callArgs';
import { GanLayer } from '../layer/ganLayer';
import type * as ops from '@ganblocks/core/ops';
import { plain } from '../layer/plain';
import { channelsOf, checkAxes, severalShapes } from '../layer/shapes';
import { createRecurrent, type RecurrentArgs, type RecurrentConfig, recurrentConfigOf, type RecurrentKernels } from './recurrentKernels';

/** What `lstmCell` and `gruCell` have in common. */
export abstract class Cell extends GanLayer {
  private readonly config: RecurrentConfig;
  private kernels!: RecurrentKernels;

  constructor(
    protected readonly where: string,
    private readonly gates: number,
    /** Of the inputs: x, then the states. */
    protected readonly names: readonly string[],
    args: RecurrentArgs,
  ) {
    super(args);
    this.config = recurrentConfigOf(where, args);
  }

  override build(inputShape: Shape | Shape[]): void {
    const [x = []] = this.checkedShapes(inputShape);
    const sizes = { channels: channelsOf(this.where, x), gates: this.gates };
    this.kernels = createRecurrent((request, args) => this.kernel(request, args), sizes, this.config);
    super.build(inputShape);
  }

  private checkedShapes(inputShape: Shape | Shape[]): readonly Shape[] {
    const shapes = severalShapes<readonly Shape[]>(this.where, this.names, inputShape);
    shapes.forEach((shape, i) => checkAxes(this.where, this.names[i]!, shape, i === 0 ? ['N', 'C'] : ['N', 'H']));
    shapes.slice(1).forEach((shape, i) => {
      check(shape[1] === this.config.units, () => {
        return `${this.where}: ${this.names[i + 1]} must have ${this.config.units} numbers, as many as units. Got ${shape[1]}.`;
      });
    });
    return shapes;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const [, ...states] = this.checkedShapes(inputShape).map(([batch = null]) => [batch, this.config.units]);
    return states.length === 1 ? states[0]! : states;
  }

  protected weightsOf(kwargs: Kwargs | undefined): ops.RecurrentWeights {
    return this.kernels.read(readCall(kwargs));
  }

  abstract override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor | Tensor[];

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
