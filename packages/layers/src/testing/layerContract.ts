import type { layers } from '@tensorflow/tfjs-layers';
import { callChecks } from './callChecks';
import { type ContractCheck, checkFrees } from './contract';
import { modelOf } from './exampleNetwork';
import { gradientChecks } from './gradientChecks';
import type { ExampleInput, Refusal, Made } from './layerExample';
import { withOwner } from './owner';
import type { Subject } from './promises';
import { savingChecks } from './savingChecks';
import { shapeChecks } from './shapeChecks';

export interface LayerContractOptions {
  /** In the layer's order. A layer of one input of plain numbers may give its shape alone, without the batch axis. */
  readonly inputs: readonly ExampleInput[] | readonly number[];
  /** Without the batch axis. Default: only that the layer's own prediction holds. */
  readonly outputShape?: readonly number[];
  /** For layers of several outputs. */
  readonly outputShapes?: readonly (readonly number[])[];
  /** Default 3. */
  readonly batchSize?: number;
  /** Whether training computes something else than inference. Default false. */
  readonly trainingDiffers?: boolean;
  /** The names of the weights, the trainable ones first. Default: not checked. */
  readonly weights?: readonly string[];
  /** Those of them that neither learn nor move in a call, such as an image of noise. Default none. */
  readonly constants?: readonly string[];
  /**
   * How the layer is called where its derivatives are compared with finite differences: in inference where training holds something
   * constant that moves with the weights, such as the vectors of spectral normalization; not at all where it has jumps. Default 'training'.
   */
  readonly derivatives?: 'training' | 'inference' | 'none';
  /** Of derivatives, relative to the length of the gradient; float32 and kinks set the limit. Default 1e-2. */
  readonly derivativeTolerance?: number;
  /** Wrong options and wrong inputs. Default none. */
  readonly refuses?: readonly Refusal[];
}

const isShape = (inputs: readonly ExampleInput[] | readonly number[]): inputs is readonly number[] => typeof inputs[0] !== 'object';

/** The checks of whatever can be built anew and applied to inputs. */
export function contractOf(name: string, make: () => Made, options: LayerContractOptions): readonly ContractCheck[] {
  const { outputShape, outputShapes = outputShape && [outputShape], batchSize = 3, trainingDiffers = false, weights } = options;
  const { derivatives = 'training', derivativeTolerance = 1e-2, refuses = [], constants = [] } = options;
  const inputs = isShape(options.inputs) ? [{ shape: options.inputs }] : options.inputs;
  const subject: Subject = {
    ...{ name, make, inputs, batchSize, outputShapes, weights, trainingDiffers, derivatives, derivativeTolerance, refuses, constants },
    build: (own) => own(modelOf(make(), inputs)),
  };
  const promises = [shapeChecks, savingChecks, gradientChecks, callChecks].flatMap((promise) => promise(subject));
  return promises.map(([sentence, body]) => ({
    name: `${name}: ${sentence}`,
    run: () => checkFrees(`${name}: ${sentence}`, () => withOwner(async (own) => body(own))),
  }));
}

/**
 * What every layer promises, as checks for any test runner: shapes, names, a configuration that survives saving, weights that do,
 * the same start for the same seed, a gradient for every input and trainable weight, right to the second derivative, training against
 * inference, no leak, and a taught error for what is wrong.
 *
 * @param make Builds the layer anew each time, without a name.
 * @example for (const { name, run } of layerContract('dense', () => dense({ units: 3 }), { inputs: [4] })) test(name, run);
 */
export const layerContract = (name: string, make: () => layers.Layer, options: LayerContractOptions): readonly ContractCheck[] =>
  contractOf(name, make, options);
