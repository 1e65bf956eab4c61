import { Gather } from './gather';

/** A convolution from gathered pixels to pixels anywhere: forward, input gradient (a phase of it), matMul. */
@unmanaged
export class Convolution extends Gather {
  output: usize;
  outputBatchStride: u32;
  outputRowStride: i32;
  outputPixelStride: i32;
  outputs: i32;
  weights: usize;
  /** From an input channel of the weights to the next, and from an output channel to the next. */
  depthStride: u32;
  outputStride: u32;
  /** Address of one float for each output channel, or 0. */
  bias: usize;
  packed: usize;
  /** One of `Activation`. */
  activation: i32;
  slope: f32;
  gain: f32;
}

/** The sum over all pixels of what a tap sees times a gradient there: filter gradient, matMul of a transposed left operand. */
@unmanaged
export class Correlation extends Gather {
  gradient: usize;
  gradientPixelStride: u32;
  gradientChannelStride: u32;
  outputs: i32;
  /** [taps * channels, outputs]. */
  output: usize;
  outputRowStride: u32;
}
