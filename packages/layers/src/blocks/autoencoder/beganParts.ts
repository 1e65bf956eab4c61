import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { conv2d } from '../../convolution/conv2d';
import { upConv2d } from '../../convolution/upConv2d';
import type { Initializer } from '../../initializers/initializer';
import { channelsOf } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { fade } from '../style/fade';
import { pathOf } from '../path';

/** What BEGAN's encoder and decoder have in common. */
export interface BeganArgs {
  /** n: the channels at full resolution. Default 128. */
  readonly channels?: number;
  /** Of the kernels. Default Glorot's uniform. */
  readonly initializer?: Initializer | undefined;
  /**
   * How much of its input a convolution passes on where input and output have the same shape: 1 all, 0 nothing. The network's input
   * `input({ shape: [], name: 'carry' })`, which training moves from 1 to 0. Default: nothing, without such an input.
   */
  readonly carry?: SymbolicTensor | undefined;
}

type ConvolutionArgs = Required<Pick<BeganArgs, 'channels'>> & Pick<BeganArgs, 'initializer' | 'carry'>;

const elu = (name: string) => layers.elu({ name: pathOf(name, 'elu') });
const convolutionOf = ({ channels, initializer }: ConvolutionArgs, name: string) =>
  ({ channels, kernelSize: 3, padding: 1, initializer, name }) as const;

/** y = elu(conv3×3(x)), or with a carry, where the shape stays: carry · x + (1 - carry) · elu(conv3×3(x)). Layers `<name>`, `<name>/elu`. */
export const exponentialConvolution =
  ({ stride = 1, ...args }: ConvolutionArgs & { readonly stride?: number }): Block =>
  (x, name) => {
    const { channels, carry } = args;
    const y = sequence(conv2d({ ...convolutionOf(args, name), stride }), elu(name))(x, name);
    const same = stride === 1 && channelsOf('began', x.shape) === channels;
    return carry && same ? (fade({ name: pathOf(name, 'carry') }).apply([y, x, carry]) as SymbolicTensor) : y;
  };

/** Two of them, `<name>/conv1` and `<name>/conv2`. */
export const exponentialPair =
  (args: ConvolutionArgs): Block =>
  (x, name) =>
    exponentialConvolution(args)(exponentialConvolution(args)(x, pathOf(name, 'conv1')), pathOf(name, 'conv2'));

/** The same pair, of the image twice as large by copies of the nearest pixel; the first of the two has no carry. */
export const doubledPair =
  (args: ConvolutionArgs): Block =>
  (x, name) => {
    const first = pathOf(name, 'conv1');
    const y = sequence(upConv2d(convolutionOf(args, first)), elu(first))(x, first);
    return exponentialConvolution(args)(y, pathOf(name, 'conv2'));
  };
