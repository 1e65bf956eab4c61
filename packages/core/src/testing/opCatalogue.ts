import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** A function of tfjs-core, and what this library says about its derivative. */
export type CatalogueEntry =
  | {
      readonly op: string;
      /** Held against finite differences by a derivative case, or by that of `sameAs`, of which it is another name or a variant by rank. */
      readonly kind: 'differentiable';
      readonly sameAs?: string;
    }
  | {
      readonly op: string;
      /** Its derivative is zero wherever it has one. */
      readonly kind: 'constant';
      /** The op as a function of floats, x [3, 4]. */
      readonly f: (x: Tensor) => Tensor;
    }
  | { readonly op: string; readonly kind: 'notDifferentiable'; readonly why: string };

const words = (list: string): string[] => list.trim().split(/\s+/);
const differentiable = (list: string): CatalogueEntry[] => words(list).map((op) => ({ op, kind: 'differentiable' }));
const variants = (sameAs: string, list: string): CatalogueEntry[] => words(list).map((op) => ({ op, kind: 'differentiable', sameAs }));
const constants = (functions: Record<string, (x: Tensor) => Tensor>): CatalogueEntry[] =>
  Object.entries(functions).map(([op, f]) => ({ op, kind: 'constant', f }));
const none = (why: string, list: string): CatalogueEntry[] => words(list).map((op) => ({ op, kind: 'notDifferentiable', why }));

/** With its seed, so that a run can be repeated. */
const { multinomial } = tf;
const integers = (x: Tensor): Tensor => tf.cast(x, 'int32');
const truths = (x: Tensor): Tensor => tf.cast(x, 'bool');
const list = (x: Tensor): Tensor1D => tf.reshape(x, [-1]);
const scores = (x: Tensor): Tensor1D => tf.slice(list(x), 0, 3);

const smooth = differentiable(`
  abs acos acosh add addN asin asinh atan atan2 atanh cast clipByValue clone complex cos cosh div divNoNan elu erf exp expm1 imag leakyRelu
  log log1p logSigmoid logSoftmax maximum minimum mod mul neg pow prelu real reciprocal relu relu6 rsqrt selu sigmoid sin sinh softmax
  softplus sqrt square squaredDifference sub tan tanh where
  cumprod cumsum euclideanNorm logSumExp max mean min moments norm prod sum topk unique bincount denseBincount movingAverage
  basicLSTMCell multiRNNCell dropout diag dot einsum matMul meshgrid outerProduct fused.matMul linalg.bandPart linalg.gramSchmidt linalg.qr
  losses.absoluteDifference losses.computeWeightedLoss losses.cosineDistance losses.hingeLoss losses.huberLoss losses.logLoss
  losses.meanSquaredError losses.sigmoidCrossEntropy losses.softmaxCrossEntropy`);

const moving = differentiable(`
  batchToSpaceND broadcastTo concat depthToSpace ensureShape expandDims gather gatherND mirrorPad pad reshape reverse scatterND slice
  spaceToBatchND sparseToDense split squeeze stack stridedSlice tensorScatterUpdate tile transpose unsortedSegmentSum unstack
  raggedGather raggedRange raggedTensorToTensor sparse.sparseFillEmptyRows sparse.sparseSegmentMean sparse.sparseSegmentSum
  fft ifft irfft rfft signal.frame signal.stft`);

const images = differentiable(`
  avgPool avgPool3d batchNorm conv1d conv2d conv2dTranspose conv3d conv3dTranspose depthwiseConv2d dilation2d localResponseNormalization
  maxPool maxPool3d maxPoolWithArgmax pool separableConv2d fused.conv2d fused.depthwiseConv2d image.cropAndResize image.flipLeftRight
  image.grayscaleToRGB image.resizeBilinear image.resizeNearestNeighbor image.rgbToGrayscale image.rotateWithOffset image.transform`);

const otherNames: CatalogueEntry[] = [
  ...variants('batchNorm', 'batchNorm2d batchNorm3d batchNorm4d'),
  ...variants('concat', 'concat1d concat2d concat3d concat4d'),
  ...variants('slice', 'slice1d slice2d slice3d slice4d'),
  ...variants('reverse', 'reverse1d reverse2d reverse3d reverse4d'),
  ...variants('pad', 'pad1d pad2d pad3d pad4d'),
  ...variants('fft', 'spectral.fft'),
  ...variants('ifft', 'spectral.ifft'),
  ...variants('rfft', 'spectral.rfft'),
  ...variants('irfft', 'spectral.irfft'),
];

const steps = constants({
  all: (x) => tf.all(truths(x)),
  any: (x) => tf.any(truths(x)),
  argMax: (x) => tf.argMax(x, 1),
  argMin: (x) => tf.argMin(x, 1),
  bitwiseAnd: (x) => tf.bitwiseAnd(integers(x), integers(tf.mul(x, 3))),
  broadcastArgs: (x) =>
    tf.broadcastArgs(tf.add(tf.mul(integers(list(x)), tf.scalar(0, 'int32')), tf.scalar(1, 'int32')), tf.tensor1d([2, 3], 'int32')),
  ceil: (x) => tf.ceil(x),
  equal: (x) => tf.equal(x, tf.abs(x)),
  floor: (x) => tf.floor(x),
  floorDiv: (x) => tf.floorDiv(x, tf.abs(tf.mul(x, 0.3))),
  greater: (x) => tf.greater(x, tf.reverse(x, 1)),
  greaterEqual: (x) => tf.greaterEqual(x, tf.reverse(x, 1)),
  isFinite: (x) => tf.isFinite(x),
  isInf: (x) => tf.isInf(x),
  isNaN: (x) => tf.isNaN(x),
  less: (x) => tf.less(x, tf.reverse(x, 1)),
  lessEqual: (x) => tf.lessEqual(x, tf.reverse(x, 1)),
  logicalAnd: (x) => tf.logicalAnd(truths(x), tf.greater(x, 0)),
  logicalNot: (x) => tf.logicalNot(truths(x)),
  logicalOr: (x) => tf.logicalOr(truths(x), tf.greater(x, 0)),
  logicalXor: (x) => tf.logicalXor(truths(x), tf.greater(x, 0)),
  lowerBound: (x) => tf.lowerBound(tf.tensor1d([-1, 0, 1]), list(x)),
  multinomial: (x) => multinomial(x as Tensor2D, 5, 7),
  notEqual: (x) => tf.notEqual(x, tf.abs(x)),
  oneHot: (x) => tf.oneHot(integers(tf.abs(x)), 4),
  onesLike: (x) => tf.onesLike(x),
  round: (x) => tf.round(x),
  searchSorted: (x) => tf.searchSorted(tf.topk(list(x), 12).values, tf.tensor1d([0.1])),
  sign: (x) => tf.sign(x),
  step: (x) => tf.step(x, 0.2),
  upperBound: (x) => tf.upperBound(tf.tensor1d([-1, 0, 1]), list(x)),
  zerosLike: (x) => tf.zerosLike(x),
  'image.nonMaxSuppression': (x) => tf.image.nonMaxSuppression(x as Tensor2D, scores(x), 2),
  'image.nonMaxSuppressionPadded': (x) => tf.image.nonMaxSuppressionPadded(x as Tensor2D, scores(x), 2)['selectedIndices'] ?? x,
  'image.threshold': (x) => tf.image.threshold(tf.reshape<tf.Rank.R3>(tf.abs(x), [3, 4, 1]), 'binary', false, 0.5),
  'math.confusionMatrix': (x) =>
    tf.math.confusionMatrix(integers(tf.abs(list(x))) as Tensor1D, integers(tf.round(tf.abs(list(x)))) as Tensor1D, 3),
  'sparse.sparseReshape': (x) => {
    const places = integers(tf.abs(tf.slice(x, [0, 0], [2, 2])));
    return tf.sparse.sparseReshape(places as Tensor2D, tf.tensor1d([3, 4], 'int32'), tf.tensor1d([4, 3], 'int32'))['outputIndices'] ?? x;
  },
});

const withoutDerivative: CatalogueEntry[] = [
  ...none(
    'makes a tensor from numbers that are no tensors',
    `cosineWindow enclosingPowerOfTwo eye fill linspace ones range zeros signal.hammingWindow signal.hannWindow
    rand randomGamma randomNormal randomStandardNormal randomUniform randomUniformInt truncatedNormal`,
  ),
  ...none(
    'gives a promise, which tf.grad does not take; find the places outside of it, and use tf.gather within',
    `booleanMaskAsync inTopKAsync setdiff1dAsync whereAsync
    image.nonMaxSuppressionAsync image.nonMaxSuppressionPaddedAsync image.nonMaxSuppressionWithScoreAsync`,
  ),
  ...none(
    'refused with a message that says so: take its selectedIndices, and pick the scores with tf.gather',
    'image.nonMaxSuppressionWithScore',
  ),
  ...none('is about text', 'string.staticRegexReplace string.stringNGrams string.stringSplit string.stringToHashBucketFast'),
  ...none('is between tensors and pictures on a page', 'browser.draw browser.fromPixels browser.fromPixelsAsync browser.toPixels'),
];

/** Every op that tfjs-core 4.22 exports, `image.resizeBilinear` for `tf.image.resizeBilinear`. */
export const opCatalogue: readonly CatalogueEntry[] = [...smooth, ...moving, ...images, ...otherNames, ...steps, ...withoutDerivative];
