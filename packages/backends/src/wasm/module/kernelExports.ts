/** The functions of `packages/backends/kernels`. Pointers are addresses in bytes; 0 is none where the kernel says so. Work memory has the size that the function before it tells. */
export interface KernelExports {
  packedBytes(taps: number, depth: number, outputs: number): number;
  packWeights(convolution: number, fromPanel: number, toPanel: number): void;
  igemmWork(taps: number, channels: number): number;
  igemm(convolution: number, fromPixel: number, toPixel: number, work: number): void;
  tgemmWork(taps: number, panels: number): number;
  tgemm(correlation: number, batches: number, fromPanel: number, toPanel: number, work: number): void;

  dotPackedBytes(taps: number, channels: number, outputs: number): number;
  packDots(convolution: number): void;
  dotWork(taps: number): number;
  dots(convolution: number, fromPixel: number, toPixel: number, work: number): void;
  dotGradientWork(taps: number): number;
  dotGradient(correlation: number, batches: number, work: number): void;

  packCol2im(call: number): void;
  col2imWork(call: number): number;
  col2im(call: number, fromRow: number, toRow: number, work: number): void;

  depthwiseWork(taps: number): number;
  depthwise(convolution: number, fromPixel: number, toPixel: number, work: number): void;
  depthwiseFilterGradient(correlation: number, batches: number, work: number): void;

  winogradPackedBytes(side: number, squares: number, channels: number, outputs: number): number;
  winogradWeightsWork(channels: number): number;
  winogradWeights(convolution: number, side: number, fromPanel: number, toPanel: number, work: number): void;
  winogradWork(side: number, squares: number, channels: number, transforms: number): number;
  winograd(convolution: number, side: number, fromTile: number, toTile: number, fromPanel: number, toPanel: number, work: number): void;
  winogradGradientWork(side: number, channels: number, outputs: number): number;
  winogradFilterGradient(
    correlation: number,
    side: number,
    batches: number,
    fromSquare: number,
    toSquare: number,
    fromPanel: number,
    toPanel: number,
    work: number,
  ): void;

  exp(x: number, y: number, count: number): void;
  sigmoid(x: number, y: number, count: number): void;
  softplus(x: number, y: number, count: number): void;
  tanh(x: number, y: number, count: number): void;
  activate(x: number, y: number, count: number, activation: number, slope: number, gain: number): void;
  activateBackward(dy: number, reference: number, dx: number, count: number, slope: number, gain: number): void;
  sigmoidBackward(dy: number, y: number, dx: number, count: number): void;
  tanhBackward(dy: number, y: number, dx: number, count: number): void;

  columnSums(x: number, rows: number, channels: number, sums: number, from: number, to: number): void;
  columnProducts(x: number, y: number, rows: number, channels: number, sums: number, from: number, to: number): void;
  columnMoments(x: number, rows: number, channels: number, means: number, variances: number, from: number, to: number): void;
  affine(
    x: number,
    shifts: number,
    scales: number,
    offsets: number,
    y: number,
    rows: number,
    channels: number,
    activation: number,
    slope: number,
    gain: number,
  ): void;
  inverseDeviations(variances: number, weights: number, epsilon: number, channels: number, y: number): void;
  batchNormSums(
    x: number,
    dy: number,
    means: number,
    inverses: number,
    rows: number,
    channels: number,
    scaleGradients: number,
    offsetGradients: number,
    from: number,
    to: number,
  ): void;
  batchNormCoefficients(
    inverses: number,
    scales: number,
    scaleStep: number,
    scaleGradients: number,
    offsetGradients: number,
    meanGradients: number,
    varianceGradients: number,
    parts: number,
    rows: number,
    channels: number,
    a: number,
    b: number,
    c: number,
  ): void;
  combine(dy: number, x: number, a: number, shifts: number, b: number, offsets: number, y: number, rows: number, channels: number): void;

  rowSums(x: number, y: number, rows: number, length: number, factor: number): void;
  softmaxGradient(dy: number, y: number, dx: number, rows: number, length: number): void;
  normalizeRows(x: number, y: number, inverses: number, rows: number, length: number, epsilon: number): void;
  normalizeRowsGradient(dy: number, y: number, inverses: number, inverseGradients: number, dx: number, rows: number, length: number): void;

  powerIteration(matrix: number, rows: number, columns: number, u: number, epsilon: number, v: number, left: number, sigma: number): void;
  divideBy(x: number, divisor: number, y: number, count: number): void;
  spectralGradient(
    dy: number,
    y: number,
    rows: number,
    columns: number,
    u: number,
    v: number,
    sigma: number,
    sigmaGradient: number,
    dx: number,
  ): void;

  transpose(x: number, batches: number, rows: number, columns: number, y: number): void;
  padRows(x: number, rows: number, length: number, before: number, after: number, y: number): void;
  segmentSum(x: number, ids: number, rows: number, width: number, segments: number, y: number): void;
  upfirdn(
    x: number,
    taps: number,
    y: number,
    outer: number,
    length: number,
    inner: number,
    results: number,
    tapCount: number,
    up: number,
    down: number,
    before: number,
  ): void;

  adam(
    variable: number,
    gradient: number,
    firstMoment: number,
    secondMoment: number,
    count: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    rate: number,
    offset: number,
  ): void;
  sgd(variable: number, gradient: number, velocity: number, count: number, rate: number, momentum: number, nesterov: number): void;
  rmsprop(
    variable: number,
    gradient: number,
    meanSquare: number,
    meanGradient: number,
    velocity: number,
    count: number,
    decay: number,
    rest: number,
    rate: number,
    epsilon: number,
    momentum: number,
    inside: number,
  ): void;
  ema(average: number, value: number, count: number, rest: number): void;
}
