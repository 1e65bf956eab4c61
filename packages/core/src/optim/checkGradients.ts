import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { check } from '../errors/index';

/**
 * Checks that there is one live float32 gradient for each live variable, of its shape and in its order.
 *
 * @throws GanError naming the first variable whose gradient does not fit.
 */
export function checkGradients(where: string, variables: readonly Variable[], gradients: readonly Tensor[]): void {
  check(
    gradients.length === variables.length,
    () => `${where}: needs one gradient a variable, ${variables.length}. Got ${gradients.length}.`,
  );
  variables.forEach((variable, index) => {
    const gradient = gradients[index];
    const expected = `float32 [${variable.shape.join(', ')}]`;
    const received = gradient ? `${gradient.isDisposed ? 'disposed ' : ''}${gradient.dtype} [${gradient.shape.join(', ')}]` : 'none';
    check(
      received === expected,
      () => `${where}: the gradient of '${variable.name}' must be ${expected}. Got ${received}. Keep the order of variables.`,
    );
    check(
      !variable.isDisposed,
      () => `${where}: the variable '${variable.name}' was disposed. Build a new optimizer when networks are replaced.`,
    );
  });
}
