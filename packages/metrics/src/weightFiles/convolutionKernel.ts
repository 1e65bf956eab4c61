/** [height, width, inputs, outputs] of a kernel. */
export type KernelShape = readonly [number, number, number, number];

/** The shape of the same kernel in PyTorch. */
export const torchShape = ([height, width, inputs, outputs]: KernelShape): readonly number[] => [outputs, inputs, height, width];

/** A kernel of PyTorch, `[outputs, inputs, height, width]`, in the order of TensorFlow; output k times `scale[k]`, 1 by default. */
export const convolutionKernel = (
  weights: Float32Array,
  [height, width, inputs, outputs]: KernelShape,
  scale?: ArrayLike<number>,
): Float32Array => {
  const taps = height * width;
  const kernel = new Float32Array(weights.length);
  for (let k = 0; k < outputs; k++) {
    const factor = scale?.[k] ?? 1;
    for (let c = 0; c < inputs; c++) {
      const from = (k * inputs + c) * taps;
      for (let tap = 0; tap < taps; tap++) kernel[(tap * inputs + c) * outputs + k] = weights[from + tap]! * factor;
    }
  }
  return kernel;
};
