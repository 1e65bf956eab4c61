import { check, GanError } from '../../errors/index';

/** One number for both axes, or [vertical, horizontal]. */
export type Pair = number | readonly [number, number];

/** Zeros on both sides of each axis, as in PyTorch; 'same': the output has ceil(input / stride) positions, an odd zero goes last, as in TensorFlow. */
export type Padding = 'same' | Pair;

/** Zeros in front and behind, of the vertical and of the horizontal axis. */
export type Zeros = readonly [readonly [number, number], readonly [number, number]];

/** `size` and `kernel` are [vertical, horizontal]; null stands for a size that is not known yet. */
export interface ConvolutionSizeRequest {
  readonly size: readonly [number | null, number | null];
  readonly kernel: readonly [number, number];
  readonly stride?: Pair;
  readonly padding?: Padding;
  readonly dilation?: Pair;
}

export interface ConvolutionTransposeSizeRequest {
  readonly size: readonly [number | null, number | null];
  readonly kernel: readonly [number, number];
  readonly stride?: Pair;
  readonly padding?: Pair;
  readonly outputPadding?: Pair;
  readonly dilation?: Pair;
}

/** A pair of integers, each at least `least`. */
export function pairOf(where: string, name: string, value: Pair, least: number): readonly [number, number] {
  const pair = typeof value === 'number' ? ([value, value] as const) : value;
  const entries: readonly number[] = pair;
  const valid = entries.length === 2 && entries.every((entry) => Number.isInteger(entry) && entry >= least);
  check(
    valid,
    () => `${where}: ${name} must be an integer >= ${least} or a pair [vertical, horizontal] of them. Got ${JSON.stringify(value)}.`,
  );
  return pair;
}

/** The zeros that a convolution adds around an image of known size. */
export function paddingOf(where: string, { size, kernel, stride = 1, padding = 0, dilation = 1 }: ConvolutionSizeRequest): Zeros {
  if (padding !== 'same') {
    const [vertical, horizontal] = pairOf(where, 'padding', padding, 0);
    return [
      [vertical, vertical],
      [horizontal, horizontal],
    ];
  }
  const strides = pairOf(where, 'stride', stride, 1);
  const dilations = pairOf(where, 'dilation', dilation, 1);
  const along = (axis: 0 | 1): readonly [number, number] => {
    const length = size[axis] ?? 0;
    const span = dilations[axis] * (kernel[axis] - 1) + 1;
    const total = Math.max(0, (Math.ceil(length / strides[axis]) - 1) * strides[axis] + span - length);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  };
  return [along(0), along(1)];
}

/**
 * How large the output of a convolution is: floor((H + 2 padding - dilation (k - 1) - 1) / stride) + 1, or ceil(H / stride) for 'same'.
 *
 * @returns [vertical, horizontal]; null where the input's size is null.
 * @throws GanError where the kernel is larger than the padded image.
 * @example convolutionSize({ size: [28, 28], kernel: [4, 4], stride: 2, padding: 1 }); // [14, 14]
 */
export function convolutionSize(request: ConvolutionSizeRequest, where = 'convolutionSize'): [number | null, number | null] {
  const { size, kernel, stride = 1, padding = 0, dilation = 1 } = request;
  const strides = pairOf(where, 'stride', stride, 1);
  const dilations = pairOf(where, 'dilation', dilation, 1);
  const zeros = padding === 'same' ? undefined : pairOf(where, 'padding', padding, 0);
  const along = (axis: 0 | 1): number | null => {
    const length = size[axis];
    if (length === null) return null;
    if (!zeros) return Math.ceil(length / strides[axis]);
    const span = dilations[axis] * (kernel[axis] - 1) + 1;
    const padded = length + 2 * zeros[axis];
    check(
      padded >= span,
      () =>
        `${where}: the kernel must fit into the padded image. Got kernel extent ${span}, padded size ${padded}. Pad more or use a smaller kernel.`,
    );
    return Math.floor((padded - span) / strides[axis]) + 1;
  };
  return [along(0), along(1)];
}

/**
 * How large the output of a transposed convolution is: (H - 1) stride - 2 padding + dilation (k - 1) + 1 + outputPadding.
 *
 * @returns [vertical, horizontal]; null where the input's size is null.
 * @throws GanError where nothing would be left, or `outputPadding` is not below `stride`.
 * @example convolutionTransposeSize({ size: [7, 7], kernel: [4, 4], stride: 2, padding: 1 }); // [14, 14]
 */
export function convolutionTransposeSize(
  request: ConvolutionTransposeSizeRequest,
  where = 'convolutionTransposeSize',
): [number | null, number | null] {
  const { size, kernel, stride = 1, padding = 0, outputPadding = 0, dilation = 1 } = request;
  const strides = pairOf(where, 'stride', stride, 1);
  const zeros = pairOf(where, 'padding', padding, 0);
  const extra = pairOf(where, 'outputPadding', outputPadding, 0);
  const dilations = pairOf(where, 'dilation', dilation, 1);
  const along = (axis: 0 | 1): number | null => {
    if (extra[axis] >= strides[axis]) {
      throw new GanError(`${where}: outputPadding must be smaller than stride. Got outputPadding ${extra[axis]}, stride ${strides[axis]}.`);
    }
    const length = size[axis];
    if (length === null) return null;
    const span = dilations[axis] * (kernel[axis] - 1) + 1;
    const out = (length - 1) * strides[axis] - 2 * zeros[axis] + span + extra[axis];
    check(
      out >= 1,
      () =>
        `${where}: padding must leave an output. Got size ${length}, kernel extent ${span}, padding ${zeros[axis]}, output ${out}. Pad less.`,
    );
    return out;
  };
  return [along(0), along(1)];
}
