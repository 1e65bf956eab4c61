import type { ConvolutionGeometry } from '../convolutionGeometry';
import { writeIntegers } from './addresses';
import type { KernelModule } from './kernelModule';
import { parallelWithWork, PRODUCT } from './parallel';
import type { Take } from './scratch';

const FLOAT = 4;
const FIELDS = 17;
const VECTOR = 4;
const PANEL = 8;

/** Columns of the product with all taps. */
const columnsOf = ({ inputChannels, height, width }: ConvolutionGeometry): number => height.filter * width.filter * inputChannels;

/** Whether the channels of a tap fill no panel, but those of all taps fill some, and those of a row of taps fill vectors. */
export function suitsCol2im(geometry: ConvolutionGeometry, groups: number): boolean {
  const { inputChannels, height, width } = geometry;
  const isDense = groups === 1 && height.dilation === 1 && width.dilation === 1;
  const isFull = (width.filter * inputChannels) % VECTOR === 0 && columnsOf(geometry) % PANEL === 0;
  return isDense && isFull && inputChannels < PANEL;
}

/** Addresses: `input` dy [N, OH, OW, K], `filter` [h, w, C, K], `output` dx [N, H, W, C]. */
interface Operands {
  readonly input: number;
  readonly filter: number;
  readonly output: number;
  readonly bias?: number | undefined;
}

/** The input gradient as one product for all taps, which is then added where they lie. Threads share the rows of the result. */
export function inputGradientByCol2im(module: KernelModule, take: Take, geometry: ConvolutionGeometry, operands: Operands): void {
  const { kernels } = module;
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  const { input, filter, output, bias = 0 } = operands;
  const packed = take(columnsOf(geometry) * outputChannels * FLOAT);
  const record = take(FIELDS * FLOAT);
  writeIntegers(module, record, [
    input,
    height.output,
    width.output,
    outputChannels,
    height.filter,
    width.filter,
    height.stride,
    width.stride,
    height.before,
    width.before,
    filter,
    bias,
    packed,
    output,
    height.input,
    width.input,
    inputChannels,
  ]);
  kernels.packCol2im(record);
  const rowTime = (height.output / height.input) * width.output * columnsOf(geometry) * outputChannels * PRODUCT;
  const rows = { count: batch * height.input, nanoseconds: rowTime, multiple: height.stride };
  parallelWithWork(module, take, 'col2im', kernels.col2imWork(record), rows, (from, to) => [record, from, to]);
}
