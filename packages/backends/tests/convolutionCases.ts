import * as tf from '@tensorflow/tfjs-core';
import type { backend_util, NamedAttrMap } from '@tensorflow/tfjs-core';
import fc from 'fast-check';

type Quad = [number, number, number, number];

export interface ConvolutionCase {
  readonly inputShape: Quad;
  readonly filterShape: Quad;
  readonly outShape: Quad;
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly seed: number;
}

const upTo = (from: number, to: number): fc.Arbitrary<number> => fc.integer({ min: from, max: to });
const explicit = fc
  .tuple(upTo(0, 3), upTo(0, 3), upTo(0, 3), upTo(0, 3))
  .map(([top, bottom, left, right]): backend_util.ExplicitPadding => [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
const padding = fc.oneof(
  fc.constant({ pad: 'same' as const }),
  fc.constant({ pad: 'valid' as const }),
  fc.record({ pad: upTo(0, 3) }),
  fc.record({ pad: explicit }),
  fc.record({ pad: upTo(0, 3), dimRoundingMode: fc.constantFrom('floor' as const, 'round' as const, 'ceil' as const) }),
);

export interface CaseOptions {
  readonly depthwise?: boolean;
  readonly dilated?: boolean;
}

/** Convolutions of all paddings and strides at odd sizes, as far as they have an output. */
export const convolutionCases = ({ depthwise = false, dilated = false }: CaseOptions = {}): fc.Arbitrary<ConvolutionCase> =>
  fc
    .record({
      input: fc.tuple(upTo(1, 3), upTo(1, 9), upTo(1, 9), upTo(1, 13)),
      filter: fc.tuple(upTo(1, 5), upTo(1, 5)),
      outputs: upTo(1, depthwise ? 3 : 13),
      strides: fc.tuple(upTo(1, 3), upTo(1, 3)),
      dilations: dilated ? fc.tuple(upTo(1, 3), upTo(1, 3)) : fc.constant<[number, number]>([1, 1]),
      padding,
      seed: upTo(0, 1e6),
    })
    .map(({ input, filter, outputs, strides, dilations, padding: { pad, ...rounding }, seed }) => {
      const filterShape: Quad = [...filter, input[3], outputs];
      const mode = 'dimRoundingMode' in rounding ? rounding.dimRoundingMode : undefined;
      const { outShape } = tf.backend_util.computeConv2DInfo(input, filterShape, strides, dilations, pad, mode, depthwise);
      return { inputShape: input, filterShape, outShape: outShape, strides, dilations, pad, ...rounding, seed };
    })
    .filter(({ outShape }) => outShape.every((size) => size > 0));

/** A case as the attributes of tfjs's convolution kernels; each takes what it knows. */
export const attributesOf = ({ inputShape, filterShape, strides, dilations, pad, dimRoundingMode }: ConvolutionCase): NamedAttrMap =>
  ({ inputShape, filterShape, strides, dilations, pad, dimRoundingMode, dataFormat: 'NHWC' }) as unknown as NamedAttrMap;
