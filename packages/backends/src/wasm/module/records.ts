import { activationArguments, type Activation } from './activation';
import { writeFloats, writeIntegers, writeZeros } from './addresses';
import type { KernelModule } from './kernelModule';
import type { Take } from './scratch';
import type { Tap } from './taps';

/** A grid of pixels over images, and what each sees of them. Strides count floats. */
export interface Sight {
  readonly image: number;
  readonly imageHeight: number;
  readonly imageWidth: number;
  /** Channels that are read, of those that a pixel has. */
  readonly channels: number;
  readonly pixelChannels?: number;
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
  readonly strideHeight?: number;
  readonly strideWidth?: number;
  readonly taps: readonly Tap[];
  /** Floats from the weights of a tap to those of the next; 0 where taps have none. */
  readonly tapStride?: number;
}

/** A convolution of what is seen, by weights of any layout, to pixels anywhere. Strides count floats. */
export interface ConvolutionCall extends Sight {
  readonly weights: number;
  readonly depthStride: number;
  readonly outputStride: number;
  readonly bias?: number | undefined;
  readonly activation?: Activation | undefined;
  readonly output: number;
  readonly outputs: number;
  readonly outputBatchStride: number;
  readonly outputRowStride: number;
  readonly outputPixelStride: number;
}

/** The products of what is seen and of a gradient of the same grid, summed over its pixels. Strides count floats. */
export interface CorrelationCall extends Sight {
  readonly gradient: number;
  readonly gradientPixelStride: number;
  readonly gradientChannelStride: number;
  readonly output: number;
  readonly outputs: number;
  readonly outputRowStride: number;
}

const FLOAT = 4;
/** A load of four channels may go three beyond the last. */
const BEYOND = 3;
const TAP_FIELDS = 3;
const SIGHT_FIELDS = 13;
const CONVOLUTION_FIELDS = SIGHT_FIELDS + 13;
const CORRELATION_FIELDS = SIGHT_FIELDS + 6;

/** Writes the taps and the zeros of a sight; the fields of its record, in the order of `Gather`. */
function sightFields(module: KernelModule, take: Take, sight: Sight): number[] {
  const { image, imageHeight, imageWidth, channels, pixelChannels = channels, rows, columns, taps, tapStride = 0 } = sight;
  const tapsAt = take(taps.length * TAP_FIELDS * FLOAT);
  const zeros = take((channels + BEYOND) * FLOAT);
  writeIntegers(
    module,
    tapsAt,
    taps.flatMap(({ row, column, index }) => [row, column, index * tapStride * FLOAT]),
  );
  writeZeros(module, zeros, channels + BEYOND);
  return [
    image,
    imageHeight * imageWidth * pixelChannels * FLOAT,
    imageHeight,
    imageWidth,
    pixelChannels * FLOAT,
    channels,
    rows,
    columns,
    sight.strideHeight ?? 1,
    sight.strideWidth ?? 1,
    tapsAt,
    taps.length,
    zeros,
  ];
}

/** Writes a record of the kernels' class `Convolution`; gives its address. */
export function convolutionRecord(module: KernelModule, take: Take, call: ConvolutionCall, packed: number): number {
  const [activation, slope, gain] = activationArguments(call.activation);
  const sight = sightFields(module, take, call);
  const at = take(CONVOLUTION_FIELDS * FLOAT);
  writeIntegers(module, at, [
    ...sight,
    call.output,
    call.outputBatchStride * FLOAT,
    call.outputRowStride * FLOAT,
    call.outputPixelStride * FLOAT,
    call.outputs,
    call.weights,
    call.depthStride * FLOAT,
    call.outputStride * FLOAT,
    call.bias ?? 0,
    packed,
    activation,
  ]);
  writeFloats(module, at + (CONVOLUTION_FIELDS - 2) * FLOAT, [slope, gain]);
  return at;
}

/** Writes a record of the kernels' class `Correlation`; gives its address. */
export function correlationRecord(module: KernelModule, take: Take, call: CorrelationCall): number {
  const sight = sightFields(module, take, call);
  const at = take(CORRELATION_FIELDS * FLOAT);
  writeIntegers(module, at, [
    ...sight,
    call.gradient,
    call.gradientPixelStride * FLOAT,
    call.gradientChannelStride * FLOAT,
    call.outputs,
    call.output,
    call.outputRowStride * FLOAT,
  ]);
  return at;
}
