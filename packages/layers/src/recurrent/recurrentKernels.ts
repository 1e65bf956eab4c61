import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type * as ops from '@ganblocks/core/ops';
import { uniform } from '../initializers/factories';
import type { ResolvedCall } from '../layer/callArgs';
import type { GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type KernelRequest, type LayerKernel } from '../layer/kernelWeights';

/** The options that all recurrent layers have. */
export interface RecurrentArgs extends GanLayerArgs, KernelArgs {
  /** Size of the state, H. */
  readonly units: number;
  /** Whether there are two biases, beside the kernel of the input and beside that of the state, as in PyTorch. Default true. */
  readonly useBias?: boolean | undefined;
  /** Of both kernels. Default: what `reparam` asks for, else uniform in ±1 / √H, as in PyTorch. */
  readonly initializer?: KernelArgs['initializer'];
  /** Of both biases. Default uniform in ±1 / √H, as in PyTorch. */
  readonly biasInitializer?: KernelArgs['biasInitializer'];
}

/** What is saved of them. */
export type RecurrentConfig = Omit<RecurrentArgs, keyof GanLayerArgs>;

/** The options alone, the size of the state checked. */
export function recurrentConfigOf(where: string, args: RecurrentArgs): RecurrentConfig {
  const { units } = args;
  check(Number.isInteger(units) && units >= 1, () => `${where}: units must be a positive integer. Got ${units}.`);
  return { units, ...kernelArgsOf(args) };
}

/** The kernels of one direction: of the input and of the state. */
export interface RecurrentKernels {
  /** The effective weights, inside a tidy. */
  read(call: ResolvedCall): ops.RecurrentWeights;
}

/**
 * Makes `input` `[C, G·H]`, `recurrent` `[H, G·H]` and their biases; with a direction, `forwardInput` and so on.
 */
export function createRecurrent(
  kernel: (request: KernelRequest, args: KernelArgs) => LayerKernel,
  { channels, gates, direction }: { readonly channels: number; readonly gates: number; readonly direction?: 'forward' | 'backward' },
  { units, ...args }: RecurrentConfig,
): RecurrentKernels {
  const limit = 1 / Math.sqrt(units);
  const fallback = uniform({ low: -limit, high: limit });
  const make = (name: 'input' | 'recurrent', inputs: number): LayerKernel => {
    const full = direction ? direction + name.charAt(0).toUpperCase() + name.slice(1) : name;
    return kernel({ name: full, shape: [inputs, gates * units], fallback }, { ...args, biasInitializer: args.biasInitializer ?? fallback });
  };
  const [input, recurrent] = [make('input', channels), make('recurrent', units)];
  return {
    read(call) {
      const [ofInput, ofState] = [input.read<Tensor2D>(call), recurrent.read<Tensor2D>(call)];
      return { input: ofInput.kernel, inputBias: ofInput.bias, recurrent: ofState.kernel, recurrentBias: ofState.bias };
    },
  };
}
