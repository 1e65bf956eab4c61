import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { constant } from '../initializers/factories';
import { type Kwargs, readCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, severalShapes } from '../layer/shapes';

export interface TruncationArgs extends GanLayerArgs {
  /** ψ in inference where it is no input: 1 leaves the styles as they are, 0 makes them all the average. Default 1. */
  readonly psi?: number;
  /** How many layers, from the first on, are truncated, for styles `[N, L, D]`; StyleGAN has 8. Default all. */
  readonly layers?: number | undefined;
  /** What the average keeps of itself at each update. Default 0.995, as in StyleGAN's code. */
  readonly momentum?: number;
}

/** The layer of `truncation`. Statistic: `average` `[D]`. */
export class Truncation extends GanLayer {
  static readonly className = 'GanTruncation';
  private readonly config: { readonly psi: number; readonly layers: number | undefined; readonly momentum: number };
  private average!: LayerVariable;

  constructor(args: TruncationArgs = {}) {
    super(args);
    const { psi = 1, layers, momentum = 0.995 } = args;
    check(Number.isFinite(psi), () => `truncation: psi must be a finite number. Got ${psi}.`);
    check(momentum >= 0 && momentum <= 1, () => `truncation: momentum must lie in [0, 1]. Got ${momentum}.`);
    check(layers === undefined || (Number.isInteger(layers) && layers >= 0), () => {
      return `truncation: layers must be an integer of at least 0. Got ${layers ?? ''}.`;
    });
    this.config = { psi, layers, momentum };
  }

  /** The shape of the styles, with ψ beside them or not. */
  private stylesOf(inputShape: Shape | Shape[]): Shape {
    const both = Array.isArray(inputShape[0]) && inputShape.length === 2;
    const [styles, psi] = both
      ? severalShapes<[Shape, Shape]>('truncation', ['w', 'psi'], inputShape)
      : severalShapes<[Shape]>('truncation', ['w'], inputShape);
    check(psi === undefined || psi.length === 1, () => {
      return `truncation: psi must be [N], one number for each style. Got ${psi?.length ?? 0} axes. Use input({ shape: [], name: 'psi' }).`;
    });
    const rank = this.config.layers === undefined ? [2, 3] : [3];
    check(rank.includes(styles.length), () => {
      const axes = rank.length === 1 ? '[N, L, D], since it has layers' : '[N, D] or [N, L, D]';
      return `truncation: w must be ${axes}. Got ${styles.length} axes. broadcastStyles gives each layer its style.`;
    });
    return styles;
  }

  override build(inputShape: Shape | Shape[]): void {
    const size = channelsOf('truncation', this.stylesOf(inputShape));
    this.average = this.weight('average', [size], constant(0), { trainable: false });
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.stylesOf(inputShape);
  }

  private move(w: Tensor): void {
    const { momentum } = this.config;
    const batch = tf.mean(tf.reshape(w, [-1, w.shape.at(-1) ?? 0]), 0);
    this.average.write(tf.add(tf.mul(this.average.read(), momentum), tf.mul(batch, 1 - momentum)));
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const { training, updateStatistics } = readCall(kwargs);
    const names = Array.isArray(inputs) && inputs.length === 2 ? ['w', 'psi'] : ['w'];
    return tf.tidy(() => {
      const [w, psi = this.config.psi] = several('truncation', names, inputs) as [Tensor, Tensor1D?];
      if (updateStatistics) this.move(w);
      if (training) return tf.clone(w);
      return ops.truncate(w, { average: this.average.read() as Tensor1D, psi, ...plain({ layers: this.config.layers }) });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(Truncation);

/**
 * Truncation in W, and the average that it needs: y = w_avg + ψ (w - w_avg) in inference. Smaller ψ trades variety for quality.
 *
 * Shapes: w `[N, D]` or `[N, L, D]`, or [w, ψ] with ψ `[N]`, one for each style → as w. Training leaves w as it is, and moves the average
 * (new = momentum · old + (1 - momentum) · mean of the batch) unless the call says `updateStatistics: false`. Differentiable to any order.
 * The model disposes it.
 *
 * @throws GanError where options are out of range or shapes do not fit.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", appendix B, https://arxiv.org/abs/1812.04948
 * @example
 * const psi = input({ shape: [], name: 'psi' });
 * const styles = sequence(mappingNetwork({ size: 64, layers: 2 }), broadcastStyles({ layers: 8 }), conditioned(truncation({ layers: 4 }), psi));
 */
export const truncation = (args: TruncationArgs = {}): Truncation => new Truncation(args);
