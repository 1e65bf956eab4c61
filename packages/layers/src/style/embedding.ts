import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { constant, normal } from '../initializers/factories';
import { type Kwargs, only, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { onlyShape } from '../layer/shapes';
import { checkLabels, flatLabels, labelTable } from './labelTable';

export interface EmbeddingArgs extends GanLayerArgs, KernelArgs {
  readonly classes: number;
  /** Of an embedding, D. */
  readonly size: number;
  /** Whether one more vector is added to all embeddings, as a dense layer on one-hot labels has it. Default false. */
  readonly useBias?: boolean | undefined;
}

/** The layer of `embedding`. Weights: `table` `[classes, D]`, with `useBias` `bias` `[D]`. */
export class Embedding extends GanLayer {
  static readonly className = 'GanEmbedding';
  private readonly config: Omit<EmbeddingArgs, keyof GanLayerArgs>;
  private table!: LayerKernel;
  private shift: LayerVariable | undefined;

  constructor(args: EmbeddingArgs) {
    super(args);
    const { classes, size, useBias = false } = args;
    checkCount('embedding', 'classes', classes);
    checkCount('embedding', 'size', size);
    this.config = { classes, size, ...kernelArgsOf({ ...args, useBias }) };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { classes, size, useBias = false, biasInitializer = constant(0) } = this.config;
    checkLabels('embedding', onlyShape('embedding', inputShape));
    this.table = this.kernel({ ...labelTable(classes, size), fallback: normal() }, { ...this.config, useBias: false });
    if (useBias) this.shift = this.weight('bias', [size], biasInitializer);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return [...onlyShape('embedding', inputShape), this.config.size];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    return tf.tidy(() => {
      const rows = ops.embedding(flatLabels(only(inputs)), this.table.read<Tensor2D>(readCall(kwargs)).kernel);
      return this.shift ? tf.add(rows, this.shift.read()) : rows;
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(Embedding);

/**
 * Embedding of class labels: y[n] = table[labels[n]], one learned vector a class.
 *
 * Shapes: labels `[N]`, int32 in [0, classes) → `[N, size]`. The table begins standard Gaussian; BigGAN's is `orthogonal()`. Training and
 * inference alike, but for what `reparam` keeps, to which a row is an output. Differentiable to any order by the table. The model disposes
 * it.
 *
 * @throws GanError unless classes and size are positive integers and there is one label an example.
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis" (shared embedding), https://arxiv.org/abs/1809.11096
 * @example const shared = embedding({ classes: 1000, size: 128, initializer: initializers.orthogonal() });
 */
export const embedding = (args: EmbeddingArgs): Embedding => new Embedding(args);
