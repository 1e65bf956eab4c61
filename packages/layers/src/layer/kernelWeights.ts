import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerVariable } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import type * as ops from '@ganblocks/core/ops';
import { constant, glorotUniform } from '../initializers/factories';
import type { Fans, Initializer } from '../initializers/initializer';
import { type AttachedReparam, listOf, type Reparams, type ReparamSite, reparamKind } from '../reparametrization/reparam';
import type { ResolvedCall } from './callArgs';

/** The options that every layer with a kernel has. */
export interface KernelArgs {
  /** Default true. */
  readonly useBias?: boolean | undefined;
  /** Of the kernel. Default: what `reparam` asks for, else Glorot's uniform. */
  readonly initializer?: Initializer | undefined;
  /** Default zeros. */
  readonly biasInitializer?: Initializer | undefined;
  /** How the kernel is made of what is stored: `spectralNorm()`, `equalizedLearningRate()`, `weightNorm()`, or a list of them. Default: as it is. */
  readonly reparam?: Reparams | undefined;
}

/** These options of a layer's, alone. */
export const kernelArgsOf = ({ useBias = true, initializer, biasInitializer, reparam }: KernelArgs): KernelArgs => ({
  useBias,
  initializer,
  biasInitializer,
  reparam,
});

export interface KernelRequest {
  /** 'kernel', or a word that tells it from the layer's others, such as 'query'. */
  readonly name: string;
  readonly shape: readonly number[];
  /** The axis of the kernel that counts the outputs. Default -1. */
  readonly outputAxis?: ops.OutputAxis;
  /** Of the bias. Default: the length of that axis. */
  readonly outputs?: number;
  /** For kernels whose axes are not `[…taps, in, out]`. */
  readonly fans?: Fans | undefined;
  /** Where neither the layer's arguments nor their reparam say how it begins. Default Glorot's uniform. */
  readonly fallback?: Initializer;
}

/** A kernel as a layer uses it, and its bias. */
export interface LayerKernel {
  /** The effective kernel and bias, inside a tidy. Moves what the reparametrization keeps, where the call says so. */
  read<T extends Tensor>(call: ResolvedCall): { readonly kernel: T; readonly bias: Tensor1D | undefined };
  /** What the layer makes of them, after fitting them to this batch where the call says so. */
  respond<T extends Tensor, Y extends Tensor>(call: ResolvedCall, layer: (kernel: T, bias?: Tensor1D) => Y): Y;
}

type MakeWeight = (
  name: string,
  shape: readonly number[],
  initializer: Initializer,
  options?: { readonly trainable?: boolean; readonly fans?: Fans | undefined },
) => LayerVariable;

/** `kernel`, `bias`, `u`; of a kernel with a word of its own `query`, `queryBias`, `queryU`. */
const named = (kernel: string, word: string): string =>
  kernel === 'kernel' ? word : kernel + word.charAt(0).toUpperCase() + word.slice(1);

/** What a part must be given to make this bias of it. */
function storedBias(where: string, part: AttachedReparam, value: Tensor1D): Tensor1D {
  if (!part.bias) return value;
  check(part.storedBias !== undefined, () => {
    return `${where}: a reparam that changes the bias must have storedBias beside bias where the layer is fitted to data. Got bias alone.`;
  });
  return part.storedBias(value);
}

/** Makes the weights of one kernel: the kernel, its bias, and what its reparametrizations keep. */
export function createKernel(
  where: string,
  weight: MakeWeight,
  { name, shape, outputAxis = -1, outputs = shape.at(outputAxis) ?? 0, fans, fallback = glorotUniform() }: KernelRequest,
  { useBias = true, reparam = [], initializer, biasInitializer = constant(0) }: KernelArgs,
): LayerKernel {
  const recipes = listOf(reparam).map((recipe) => ({ recipe, implementation: reparamKind(where, recipe) }));
  for (const { recipe, implementation } of recipes) implementation.check?.(recipe);
  const kinds = recipes.map(({ recipe }) => recipe.kind);
  check(new Set(kinds).size === kinds.length, () => `${where}: reparam must name each kind once. Got ${kinds.join(', ')}.`);
  const [own] = recipes.flatMap(({ recipe, implementation }) => implementation.initializer?.(recipe) ?? []);
  const kernel = weight(name, shape, initializer ?? own ?? fallback, { fans });
  const bias = useBias ? weight(named(name, 'bias'), [outputs], biasInitializer) : undefined;
  const through = (parts: readonly AttachedReparam[], call: ResolvedCall): Tensor =>
    parts.reduce<Tensor>((raw, part) => part.kernel(raw, call), kernel.read());
  const attached = recipes.reduce<readonly AttachedReparam[]>((before, { recipe, implementation }) => {
    const site: ReparamSite = {
      kernel,
      before: (call) => through(before, call),
      outputAxis,
      outputs,
      weight: (word, length, initial, options) => weight(named(name, word), length, initial, options),
    };
    return [...before, implementation.attach(recipe, site)];
  }, []);

  const readKernel = <T extends Tensor>(call: ResolvedCall): T => through(attached, call) as T;
  const readBias = (): Tensor1D | undefined => bias && attached.reduce((raw, part) => part.bias?.(raw) ?? raw, bias.read() as Tensor1D);

  const writeBias = (value: Tensor1D): void => {
    bias?.write(attached.reduceRight((made, part) => storedBias(where, part, made), value));
  };

  return {
    read: <T extends Tensor>(call: ResolvedCall) => ({ kernel: readKernel<T>(call), bias: readBias() }),
    respond: (call, layer) => {
      if (call.initialize) for (const { initialize } of attached) initialize?.(() => layer(readKernel(call)), writeBias);
      return layer(readKernel(call), readBias());
    },
  };
}
