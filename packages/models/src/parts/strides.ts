interface Strides {
  readonly kernelSize: number;
  readonly stride: number;
  readonly padding: number;
}

/** A convolution that halves even sizes. */
export const halving = (kernelSize: number): Strides => ({ kernelSize, stride: 2, padding: (kernelSize - 1) >> 1 });

/** A transposed convolution that doubles; an odd kernel lacks a row at the bottom and a column at the right. */
export const doubling = (kernelSize: number): Strides & { readonly outputPadding: number } => ({
  ...halving(kernelSize),
  outputPadding: kernelSize % 2,
});
