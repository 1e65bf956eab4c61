import type { ConvolutionGeometry } from '../convolutionGeometry';
import type { ConvolutionCall, Sight } from './records';
import { forwardTaps, inputGradientPhases } from './taps';

/*
 * A geometry as the kernels take it, but for the addresses and for the channels, of which a call may read one group.
 */

type GeometrySight = Omit<Sight, 'image' | 'channels' | 'tapStride'>;
type Strides = Pick<ConvolutionCall, 'outputBatchStride' | 'outputRowStride' | 'outputPixelStride'>;

/** What the output's pixels see of the input [N, H, W, C]. */
export function forwardSight(geometry: ConvolutionGeometry): GeometrySight {
  const { batch, inputChannels, height, width } = geometry;
  return {
    imageHeight: height.input,
    imageWidth: width.input,
    pixelChannels: inputChannels,
    batch,
    rows: height.output,
    columns: width.output,
    strideHeight: height.stride,
    strideWidth: width.stride,
    taps: forwardTaps(geometry),
  };
}

/** How the output's pixels lie, [N, OH, OW, K]. */
export const outputStrides = ({ outputChannels, height, width }: ConvolutionGeometry): Strides => ({
  outputBatchStride: height.output * width.output * outputChannels,
  outputRowStride: width.output * outputChannels,
  outputPixelStride: outputChannels,
});

/** Those pixels of the input that see the output by the same taps. */
export interface PhaseSight extends GeometrySight, Strides {
  /** Floats before the first of them in [N, H, W, C]. */
  readonly offset: number;
}

/** What the input's pixels see of the output [N, OH, OW, K], and how they lie, one phase of the strides after the other. */
export function inputGradientSights(geometry: ConvolutionGeometry): PhaseSight[] {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  return inputGradientPhases(geometry).map(({ firstRow, firstColumn, rows, columns, taps }) => ({
    imageHeight: height.output,
    imageWidth: width.output,
    pixelChannels: outputChannels,
    batch,
    rows,
    columns,
    taps,
    offset: (firstRow * width.input + firstColumn) * inputChannels,
    outputBatchStride: height.input * width.input * inputChannels,
    outputRowStride: height.stride * width.input * inputChannels,
    outputPixelStride: width.stride * inputChannels,
  }));
}
