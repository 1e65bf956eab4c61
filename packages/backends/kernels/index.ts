/*
 * The kernels of the wasm backend, in AssemblyScript. They work on the memory of TensorFlow.js, which they import: no runtime, no stack, no data
 * segment that could overwrite its heap. Pointers are addresses of float32 in that memory, 8-byte aligned at best. Reads may go up to 12 bytes
 * beyond an array, writes do not, unless a function says so. `node scripts/kernels/build.mjs` builds them into
 * src/wasm/module/kernels.generated.ts; the compiler sorts functions by the names of their files and their own, so that a new name is a new binary.
 */

export { affine } from './channels/affine';
export { batchNormCoefficients, batchNormSums } from './channels/batchNorm';
export { columnMoments, columnProducts, columnSums } from './channels/columnSums';
export { combine } from './channels/combine';
export { inverseDeviations } from './channels/inverseDeviations';
export { col2im, col2imWork, packCol2im } from './col2im';
export { depthwise, depthwiseFilterGradient, depthwiseWork } from './depthwise';
export { dotGradient, dotGradientWork } from './dotGradient';
export { dotPackedBytes, dotWork, dots, packDots } from './dots';
export { activate, activateBackward, exp, sigmoid, sigmoidBackward, softplus, tanh, tanhBackward } from './elementwise';
export { igemm, igemmWork } from './igemm';
export { padRows, segmentSum, transpose } from './moves';
export { adam, ema, rmsprop, sgd } from './optimizers';
export { packWeights, packedBytes } from './packing';
export { normalizeRows, normalizeRowsGradient, rowSums, softmaxGradient } from './rows';
export { divideBy, powerIteration, spectralGradient } from './spectral';
export { tgemm, tgemmWork } from './tgemm';
export { upfirdn } from './upfirdn';
export { winograd, winogradWork } from './winograd';
export { winogradFilterGradient, winogradGradientWork } from './winogradFilterGradient';
export { winogradPackedBytes, winogradWeights, winogradWeightsWork } from './winogradWeights';
