import type { KernelModule } from './kernelModule';
import { parallelWithWork, PASS, PRODUCT, type Split } from './parallel';
import { convolutionRecord, correlationRecord, type ConvolutionCall, type CorrelationCall, type Sight } from './records';
import type { Take } from './scratch';
import { squaresOf, type Squares } from './squares';

const FLOAT = 4;
const PANEL = 8;
/** Results along a side of a tile. */
const TILE = 4;
/** Tiles of a block of the kernel. */
const BLOCK = 16;
/** Each range of panels transforms all of the images anew. */
const PANELS_TOGETHER = 4;
/** Bytes of weights, or of their gradients, that are transformed at once. */
const MOST_BYTES = 1 << 24;
/** What the transforms cost: those of the weights in tiles, those of a channel or an output in its products with others. Both measured. */
const WEIGHTS_IN_TILES = 7;
const TRANSFORM_IN_PRODUCTS = 6;

type ProductCall = Sight & { readonly outputs: number };

const tilesOf = ({ batch, rows, columns }: Sight): number => batch * Math.ceil(rows / TILE) * Math.ceil(columns / TILE);
/** Products of each channel with each output in a tile. */
const positionsOf = (side: number): number => (TILE + side - 1) ** 2;

/** Whether there are fewer products than in direct sums, by so much that it pays. */
function isFaster(call: ProductCall, { products }: Squares): boolean {
  const { channels, outputs, batch, rows, columns, taps } = call;
  const transforms = TRANSFORM_IN_PRODUCTS * (1 / channels + 1 / outputs);
  return (tilesOf(call) + WEIGHTS_IN_TILES) * products * (1 + transforms) < batch * rows * columns * taps.length;
}

/** The squares of the taps, where Winograd's F(4x4, 3x3) or F(4x4, 2x2) takes the call and is faster. */
export function forWinograd(call: ProductCall): Squares | undefined {
  if (call.channels % PANEL !== 0 || call.outputs % PANEL !== 0) return undefined;
  const squares = squaresOf(call);
  return squares && isFaster(call, squares) ? squares : undefined;
}

/** Rough nanoseconds of a tile: its products, and its transforms there and back. */
const tileTime = (side: number, channels: number, outputs: number): number =>
  positionsOf(side) * (channels * outputs * PRODUCT + (channels + outputs) * PASS);

/** Cuts the panels into groups whose transformed weights have a bounded size, one after the other. */
function eachGroup(side: number, depth: number, panels: number, run: (from: number, to: number) => void): void {
  const most = Math.max(1, Math.floor(MOST_BYTES / (positionsOf(side) * depth * PANEL * FLOAT)));
  for (let from = 0; from < panels; from += most) run(from, Math.min(panels, from + most));
}

/** One block of tiles meets each transformed weight once: the threads share the outputs, and the weights of a panel stay in the cache. */
function convolveBlock(module: KernelModule, take: Take, call: ConvolutionCall, { side, count, taps }: Squares): void {
  const { channels, outputs } = call;
  const depth = count * channels;
  const tiles = tilesOf(call);
  const record = convolutionRecord(module, take, { ...call, taps }, 0);
  const work = module.kernels.winogradWork(side, count, channels, 1);
  const panels: Split = {
    count: outputs / PANEL,
    nanoseconds: tiles * tileTime(side, depth, PANEL) + positionsOf(side) * depth * PANEL * PASS,
    multiple: PANELS_TOGETHER,
  };
  parallelWithWork(module, take, 'winograd', work, panels, (from, to) => [record, side, 0, tiles, from, to]);
}

/** The weights are transformed once for all blocks of tiles, which the threads share. */
function convolveBlocks(module: KernelModule, take: Take, call: ConvolutionCall, { side, count, taps }: Squares): void {
  const { kernels } = module;
  const { channels, outputs } = call;
  const depth = count * channels;
  const packed = take(kernels.winogradPackedBytes(side, count, channels, outputs));
  const record = convolutionRecord(module, take, { ...call, taps }, packed);
  const panels: Split = { count: outputs / PANEL, nanoseconds: positionsOf(side) * depth * PANEL * PASS };
  parallelWithWork(module, take, 'winogradWeights', kernels.winogradWeightsWork(channels), panels, (from, to) => [record, side, from, to]);
  const tiles: Split = { count: tilesOf(call), nanoseconds: tileTime(side, depth, outputs), multiple: BLOCK / 2 };
  const work = kernels.winogradWork(side, count, channels, 0);
  parallelWithWork(module, take, 'winograd', work, tiles, (from, to) => [record, side, from, to, 0, panels.count]);
}

/** The outputs of the panels `from` to `to`, as a convolution of its own. */
function panelsOf(call: ConvolutionCall, from: number, to: number): ConvolutionCall {
  const { weights, outputStride, bias, output } = call;
  const first = from * PANEL * FLOAT;
  return {
    ...call,
    weights: weights + first * outputStride,
    bias: bias === undefined ? undefined : bias + first,
    output: output + first,
    outputs: (to - from) * PANEL,
  };
}

/** A convolution by squares of taps. A value that is not finite makes all results of its tile NaN. */
export function convolveByWinograd(module: KernelModule, take: Take, call: ConvolutionCall, squares: Squares): void {
  if (tilesOf(call) <= BLOCK) {
    convolveBlock(module, take, call, squares);
    return;
  }
  eachGroup(squares.side, squares.count * call.channels, call.outputs / PANEL, (from, to) =>
    convolveBlocks(module, take, panelsOf(call, from, to), squares),
  );
}

/** A filter gradient by squares of taps. The threads share the squares, or the outputs where there is one. */
export function correlateByWinograd(module: KernelModule, take: Take, call: CorrelationCall, { side, count, taps }: Squares): void {
  const { channels, outputs, batch, outputRowStride } = call;
  const record = correlationRecord(module, take, { ...call, taps, tapStride: channels * outputRowStride });
  eachGroup(side, channels, outputs / PANEL, (first, last) => {
    const panels = last - first;
    const work = module.kernels.winogradGradientWork(side, channels, panels * PANEL);
    const nanoseconds = tilesOf(call) * tileTime(side, channels, panels * PANEL);
    if (count > 1) {
      const split: Split = { count, nanoseconds };
      parallelWithWork(module, take, 'winogradFilterGradient', work, split, (from, to) => [record, side, batch, from, to, first, last]);
      return;
    }
    const split: Split = { count: panels, nanoseconds: nanoseconds / panels, multiple: PANELS_TOGETHER };
    parallelWithWork(module, take, 'winogradFilterGradient', work, split, (from, to) => [
      record,
      side,
      batch,
      0,
      1,
      first + from,
      first + to,
    ]);
  });
}
