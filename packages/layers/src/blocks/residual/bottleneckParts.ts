import { check } from '@ganblocks/core';
import type { Part } from '../../model/sequence';
import type { ResidualBlockArgs } from './residualBlockArgs';
import type { ResidualParts } from './residualParts';

export interface BottleneckArgs extends ResidualBlockArgs {
  /** How many times fewer channels there are within. Default 4. */
  readonly ratio?: number | undefined;
}

/** The channels within a bottleneck: those given, or a whole share of the ones outside. */
export function bottleneckChannels(where: string, { hiddenChannels, ratio = 4 }: BottleneckArgs, outside: number): number {
  if (hiddenChannels !== undefined) return hiddenChannels;
  check(Number.isInteger(ratio) && ratio >= 1 && outside % ratio === 0, () => {
    return `${where}: ratio must be a positive integer that divides the channels. Got ratio ${ratio}, ${outside} channels. Give hiddenChannels instead.`;
  });
  return outside / ratio;
}

/** The main branch: convolutions 1×1, 3×3, 3×3, 1×1, each behind an activation; `up` and `down` stand where the resolution changes. */
export function bottleneckMain(
  { activated, convolution }: ResidualParts,
  { hidden, channels, conv2, down = [] }: { hidden: number; channels: number; conv2?: readonly Part[]; down?: readonly Part[] },
): readonly Part[] {
  const narrow = [...activated(), convolution('conv1', hidden, 1)];
  const second = conv2 ?? [convolution('conv2', hidden)];
  const within = [...activated(), ...second, ...activated(), convolution('conv3', hidden)];
  return [...narrow, ...within, ...activated(), ...down, convolution('conv4', channels, 1)];
}
