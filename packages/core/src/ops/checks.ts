import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../errors/index';

/** The length of an axis, counted from the end where negative; 0 where there is no such axis. */
export const axisLength = (x: Tensor, axis: number): number => x.shape.at(axis) ?? 0;

/** Throws unless the tensor has this many axes; `letters` says what they mean. */
export function checkRank(where: string, name: string, x: Tensor, rank: number, letters: string): void {
  check(x.rank === rank, () => `${where}: ${name} must have the axes [${letters}]. Got the shape [${x.shape.join(', ')}].`);
}

/** Throws unless the tensor is a vector with one number a channel. */
export function checkVector(where: string, name: string, x: Tensor, channels: number): void {
  check(x.rank === 1 && x.shape[0] === channels, () => {
    return `${where}: ${name} must hold one number for each of the ${channels} channels. Got the shape [${x.shape.join(', ')}].`;
  });
}
