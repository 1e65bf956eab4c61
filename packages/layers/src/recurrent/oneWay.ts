import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import type * as ops from '@ganblocks/core/ops';
import { type Kwargs, readCall } from '../layer/callArgs';
import { GanLayer } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { createRecurrent, type RecurrentArgs, type RecurrentConfig, recurrentConfigOf, type RecurrentKernels } from './recurrentKernels';
import { sequenceInputs, sequenceShape } from './sequenceInputs';

/** The options of recurrences in one direction. */
export interface OneWayArgs extends RecurrentArgs {
  /** 'sequence': all outputs, `[N, T, H]`; 'last': the hidden state at the end, `[N, H]`. Default 'sequence'. */
  readonly returns?: 'sequence' | 'last';
  /** From the last real step back to the first. Default false. */
  readonly reverse?: boolean;
}

type Config = RecurrentConfig & Required<Pick<OneWayArgs, 'returns' | 'reverse'>>;

/** What `lstm` and `gru` have in common. */
export abstract class OneWay extends GanLayer {
  private readonly config: Config;
  private kernels!: RecurrentKernels;

  constructor(
    private readonly where: string,
    private readonly gates: number,
    args: OneWayArgs,
  ) {
    super(args);
    const { returns = 'sequence', reverse = false } = args;
    check(['sequence', 'last'].includes(returns), () => `${where}: returns must be 'sequence' or 'last'. Got '${returns}'.`);
    this.config = { ...recurrentConfigOf(where, args), returns, reverse };
  }

  protected abstract run(x: Tensor3D, weights: ops.RecurrentWeights, options: ops.RecurrentOptions): { y: Tensor3D; hidden: Tensor2D };

  override build(inputShape: Shape | Shape[]): void {
    const { channels } = sequenceShape(this.where, inputShape);
    this.kernels = createRecurrent((request, args) => this.kernel(request, args), { channels, gates: this.gates }, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { batch, steps } = sequenceShape(this.where, inputShape);
    const { returns, units } = this.config;
    return returns === 'last' ? [batch, units] : [batch, steps, units];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    return tf.tidy(() => {
      const { x, lengths } = sequenceInputs(this.where, inputs);
      const { y, hidden } = this.run(x, this.kernels.read(readCall(kwargs)), { lengths, reverse: this.config.reverse });
      return this.config.returns === 'last' ? hidden : y;
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
