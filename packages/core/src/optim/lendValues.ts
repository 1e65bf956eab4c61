import * as tf from '@tensorflow/tfjs-core';

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/**
 * Puts `values` into `variables` while `use` runs, and the variables' own values back afterwards: at the return or throw of a plain function,
 * at the settlement of a promise. Nothing is copied; variables and values share memory meanwhile.
 *
 * @param afterwards Called when the variables hold their own values again.
 */
export function lendValues<T>(variables: readonly tf.Variable[], values: readonly tf.Tensor[], use: () => T, afterwards: () => void): T {
  // Kept, because the call may stand in a tidy that ends before a promise does.
  const own = variables.map((variable) => tf.keep(tf.clone(variable)));
  const assign = (tensors: readonly tf.Tensor[]): void =>
    variables.forEach((variable, index) => {
      const tensor = tensors[index];
      if (tensor) variable.assign(tensor);
    });
  const giveBack = (): void => {
    assign(own);
    tf.dispose(own);
    afterwards();
  };
  assign(values);
  let result: T;
  try {
    result = use();
  } catch (error) {
    giveBack();
    throw error;
  }
  if (isThenable(result)) return Promise.resolve(result).finally(giveBack) as T;
  giveBack();
  return result;
}
