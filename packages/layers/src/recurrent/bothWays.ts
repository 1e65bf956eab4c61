import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor3D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import type * as ops from '@ganblocks/core/ops';
import { type Kwargs, readCall } from '../layer/callArgs';
import { GanLayer } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { createRecurrent, type RecurrentArgs, type RecurrentConfig, recurrentConfigOf, type RecurrentKernels } from './recurrentKernels';
import { sequenceInputs, sequenceShape } from './sequenceInputs';

interface Directions {
  readonly forward: ops.RecurrentWeights;
  readonly backward: ops.RecurrentWeights;
}

/** What `bidirectionalLstm` and `bidirectionalGru` have in common. */
export abstract class BothWays extends GanLayer {
  private readonly config: RecurrentConfig;
  private forward!: RecurrentKernels;
  private backward!: RecurrentKernels;

  constructor(
    private readonly where: string,
    private readonly gates: number,
    args: RecurrentArgs,
  ) {
    super(args);
    this.config = recurrentConfigOf(where, args);
  }

  /** y `[N, T, 2H]`, and the states at the ends `[2, N, H]`. */
  protected abstract run(x: Tensor3D, weights: Directions, lengths: Tensor1D | undefined): { y: Tensor3D; hidden: Tensor3D };

  override build(inputShape: Shape | Shape[]): void {
    const { channels } = sequenceShape(this.where, inputShape);
    const kernels = (direction: 'forward' | 'backward'): RecurrentKernels =>
      createRecurrent((request, args) => this.kernel(request, args), { channels, gates: this.gates, direction }, this.config);
    this.forward = kernels('forward');
    this.backward = kernels('backward');
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape[] {
    const { batch, steps } = sequenceShape(this.where, inputShape);
    const width = 2 * this.config.units;
    return [
      [batch, steps, width],
      [batch, width],
    ];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor[] {
    const call = readCall(kwargs);
    return tf.tidy(() => {
      const { x, lengths } = sequenceInputs(this.where, inputs);
      const { y, hidden } = this.run(x, { forward: this.forward.read(call), backward: this.backward.read(call) }, lengths);
      return [y, tf.concat(tf.unstack(hidden), 1)];
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
