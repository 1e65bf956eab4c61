import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../../contracts/index';
import { GanError, check } from '../../errors/index';

/** What is given, or what is drawn from a stream; throws unless exactly one of both is there. `name` is the option of the former. */
export function givenOrDrawn(
  where: string,
  name: string,
  given: Tensor | undefined,
  random: RandomStream | undefined,
  draw: (random: RandomStream) => Tensor,
): Tensor {
  if (given && !random) return given;
  if (random && !given) return draw(random);
  throw new GanError(`${where}: either ${name} or random must be given. Got ${given ? 'both' : 'neither'}.`);
}

/** Throws unless the tensor has the axes of the shape, each of its length or 1. */
export function checkSpreads(where: string, name: string, tensor: Tensor, shape: readonly number[]): void {
  const fits = tensor.rank === shape.length && tensor.shape.every((length, axis) => length === 1 || length === shape[axis]);
  check(
    fits,
    () =>
      `${where}: ${name} must have the axes [${shape.join(', ')}], each of that length or 1. Got the shape [${tensor.shape.join(', ')}].`,
  );
}
