import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, readCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, checkAxes, severalShapes } from '../layer/shapes';
import { checkLabels, flatLabels, labelTable } from './labelTable';

export interface ProjectionHeadArgs extends GanLayerArgs, KernelArgs {
  readonly classes: number;
  /** Of the table. Default: the kernel's. */
  readonly tableInitializer?: Initializer | undefined;
}

const inputNames = ['features', 'labels'] as const;

/** The layer of `projectionHead`. Weights: `kernel` `[C, 1]`, `bias` `[1]`, `table` `[classes, C]`. */
export class ProjectionHead extends GanLayer {
  static readonly className = 'GanProjectionHead';
  private readonly config: Omit<ProjectionHeadArgs, keyof GanLayerArgs>;
  private direction!: LayerKernel;
  private table!: LayerKernel;

  constructor(args: ProjectionHeadArgs) {
    super(args);
    const { classes, tableInitializer = args.initializer } = args;
    checkCount('projectionHead', 'classes', classes);
    this.config = { classes, tableInitializer, ...kernelArgsOf(args) };
  }

  private shapesOf(inputShape: Shape | Shape[]): { readonly features: Shape; readonly channels: number } {
    const [features, labels] = severalShapes<[Shape, Shape]>('projectionHead', inputNames, inputShape);
    checkAxes('projectionHead', 'features', features, ['N', 'C']);
    checkLabels('projectionHead', labels);
    return { features, channels: channelsOf('projectionHead', features) };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { channels } = this.shapesOf(inputShape);
    const { classes, tableInitializer } = this.config;
    this.direction = this.kernel({ name: 'kernel', shape: [channels, 1] }, this.config);
    this.table = this.kernel(labelTable(classes, channels), { ...this.config, useBias: false, initializer: tableInitializer });
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [batch = null] = this.shapesOf(inputShape).features;
    return [batch, 1];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const call = readCall(kwargs);
    return tf.tidy(() => {
      const [features, labels] = several<[Tensor2D, Tensor]>('projectionHead', inputNames, inputs);
      return ops.projectionHead(features, flatLabels(labels), {
        ...this.direction.read<Tensor2D>(call),
        table: this.table.read<Tensor2D>(call).kernel,
      });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(ProjectionHead);

/**
 * The projection discriminator's head: y[n] = h[n] · kernel + bias + ⟨table[labels[n]], h[n]⟩, with h the features summed over all pixels.
 * The second part asks whether an image looks like its class, the first whether it looks real.
 *
 * Shapes: [features `[N, C]`, labels `[N]`, int32 in [0, classes)] → `[N, 1]`. `reparam` is applied to the kernel and to the table, each
 * by itself. Training and inference alike, but for what it keeps. Differentiable to any order by all but the labels. The model disposes it.
 *
 * @throws GanError unless `classes` is a positive integer and the shapes fit.
 * @see Miyato & Koyama 2018, "cGANs with Projection Discriminator", equation 3, https://arxiv.org/abs/1802.05637
 * @example
 * const labels = input({ shape: [], name: 'labels', dtype: 'int32' });
 * const head = sequence(dense({ units: 64 }), relu(), conditioned(projectionHead({ classes: 10, reparam: spectralNorm() }), labels));
 */
export const projectionHead = (args: ProjectionHeadArgs): ProjectionHead => new ProjectionHead(args);
