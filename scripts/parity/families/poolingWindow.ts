import { check } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import { numberOf, shapeOf } from '../hyperparameters';

export interface PoolingWindow {
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
  /** Whether an average divides by the padding's pixels too. */
  readonly countsPadding: boolean;
}

const found = (pattern: RegExp, ...texts: readonly string[]): number | undefined => {
  const number = texts.map((text) => pattern.exec(text)?.[1]).find((match) => match !== undefined);
  return number === undefined ? undefined : Number(number);
};

/** The smallest padding with which windows of the kernel at the stride give the stored size on both axes. */
function fittingPad(golden: GoldenCase, kernel: number, stride: number): number {
  const [[, height = 0, width = 0], [, rows, columns]] = [shapeOf(golden, 'x'), shapeOf(golden, 'y')];
  const size = (extent: number, pad: number): number => Math.floor((extent + 2 * pad - kernel) / stride) + 1;
  const pads = Array.from({ length: kernel }, (_, pad) => pad);
  const pad = pads.find((candidate) => size(height, candidate) === rows && size(width, candidate) === columns);
  check(
    pad !== undefined,
    () => `${golden.name}: no padding of a ${kernel}x${kernel} window at stride ${stride} gives the stored shape of y.`,
  );
  return pad;
}

/**
 * The window of a pooling case: hyperparameters first, then the words of `checks` ("stride 2 pad 1"), then the name
 * (`avgpool3-s2-nopad`: 3x3, stride 2, padding not counted), then the stored shapes. The stride is the kernel's size unless stated.
 */
export function poolingWindow(golden: GoldenCase): PoolingWindow {
  const { name, checks } = golden;
  const kernel = numberOf(golden, 'kernel', found(/pool(\d+)/, name));
  const stride = numberOf(golden, 'stride', found(/stride (\d+)/, checks) ?? found(/-s(\d+)/, name) ?? kernel);
  const pad = numberOf(
    golden,
    'pad',
    found(/\bpad(?:ding)? (\d+)/, checks) ?? found(/-p(\d+)/, name) ?? fittingPad(golden, kernel, stride),
  );
  return { kernel, stride, pad, countsPadding: !name.includes('-nopad') && !/padding (is )?not counted/.test(checks) };
}
