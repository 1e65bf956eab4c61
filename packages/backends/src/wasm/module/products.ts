import { inPlaceOrder, joinTaps } from './joinedTaps';
import type { KernelModule } from './kernelModule';
import { parallel, parallelWithWork, PASS, PRODUCT } from './parallel';
import { convolutionRecord, correlationRecord, type ConvolutionCall, type CorrelationCall } from './records';
import type { Take } from './scratch';
import { convolveByWinograd, correlateByWinograd, forWinograd } from './winograd';

const FLOAT = 4;
const PANEL = 8;
/** Pixels of a block of the kernels. */
const BLOCK = 64;
const panelsOf = (outputs: number): number => Math.ceil(outputs / PANEL);

/** With so few outputs a panel of eight would stay nearly empty. */
const FEW_OUTPUTS = 3;
const suitsDots = ({ channels, outputs }: ConvolutionCall | CorrelationCall): boolean => outputs <= FEW_OUTPUTS && channels % 4 === 0;

function convolveByDots(module: KernelModule, take: Take, call: ConvolutionCall): void {
  const { kernels } = module;
  const { taps, channels, outputs, batch, rows, columns } = call;
  const record = convolutionRecord(module, take, call, take(kernels.dotPackedBytes(taps.length, channels, outputs)));
  kernels.packDots(record);
  const split = { count: batch * rows * columns, nanoseconds: taps.length * channels * outputs * PRODUCT, multiple: BLOCK };
  parallelWithWork(module, take, 'dots', kernels.dotWork(taps.length), split, (from, to) => [record, from, to]);
}

/** Packs the weights and convolves, by the kernel that suits the shape. */
export function convolve(module: KernelModule, take: Take, call: ConvolutionCall): void {
  const { kernels } = module;
  const { taps, channels, outputs, batch, rows, columns } = call;
  const squares = forWinograd(call);
  if (squares) {
    convolveByWinograd(module, take, call, squares);
    return;
  }
  if (suitsDots(call)) {
    convolveByDots(module, take, call);
    return;
  }
  const ordered = inPlaceOrder(call);
  const packed = take(kernels.packedBytes(taps.length, channels, outputs));
  const record = convolutionRecord(module, take, ordered, packed);
  const panels = { count: panelsOf(outputs), nanoseconds: taps.length * channels * PANEL * PASS };
  parallel(module, 'packWeights', panels, (from, to) => [record, from, to]);
  const joined = joinTaps(module, take, ordered);
  const sight = joined ?? ordered;
  const convolution = joined ? convolutionRecord(module, take, { ...call, ...joined }, packed) : record;
  const depth = sight.taps.length * sight.channels;
  const pixels = { count: batch * rows * columns, nanoseconds: depth * panelsOf(outputs) * PANEL * PRODUCT, multiple: BLOCK };
  parallelWithWork(module, take, 'igemm', kernels.igemmWork(sight.taps.length, sight.channels), pixels, (from, to) => [
    convolution,
    from,
    to,
  ]);
}

/** The rows [taps * channels] of a correlation in the units in which it can be cut: its taps, or the channels of the only one. */
const rowUnits = ({ taps, channels }: CorrelationCall): { readonly count: number; readonly rows: number; readonly multiple: number } =>
  taps.length === 1 ? { count: channels, rows: 1, multiple: 2 * PANEL } : { count: taps.length, rows: channels, multiple: 1 };

/** The units `from` to `to` of a correlation, as a correlation of its own. */
function partOf(call: CorrelationCall, from: number, to: number): CorrelationCall {
  const { image, taps, channels, pixelChannels = channels, output, outputRowStride } = call;
  const at = output + from * rowUnits(call).rows * outputRowStride * FLOAT;
  if (taps.length === 1) return { ...call, image: image + from * FLOAT, channels: to - from, pixelChannels, output: at };
  return { ...call, taps: taps.slice(from, to), output: at };
}

function correlateByDots(module: KernelModule, take: Take, call: CorrelationCall): void {
  const { taps, batch, rows, columns } = call;
  const units = rowUnits(call);
  const split = { ...units, nanoseconds: batch * rows * columns * units.rows * FEW_OUTPUTS * PRODUCT };
  parallelWithWork(module, take, 'dotGradient', module.kernels.dotGradientWork(taps.length), split, (from, to) => [
    correlationRecord(module, take, partOf(call, from, to)),
    batch,
  ]);
}

/** Cut into panels, each range packs the rows anew; cut into rows, each packs the panels anew, which takes so many times as long. */
const PACKING = 6;
const PANELS_TOGETHER = 4;
/** Packed at a time: 4 kB each. */
const MOST_PANELS = 1024;

function correlateByTiles(module: KernelModule, take: Take, call: CorrelationCall): void {
  const { taps, channels, outputs, batch, rows, columns } = call;
  const panels = panelsOf(outputs);
  const workOf = (together: number): number => module.kernels.tgemmWork(taps.length, together);
  const perRow = batch * rows * columns * PANEL * PRODUCT;
  if (panels * PACKING > taps.length * channels) {
    const record = correlationRecord(module, take, call);
    const split = { count: panels, nanoseconds: perRow * taps.length * channels, multiple: PANELS_TOGETHER, most: MOST_PANELS };
    parallelWithWork(module, take, 'tgemm', workOf(Math.min(panels, MOST_PANELS)), split, (from, to) => [record, batch, from, to]);
    return;
  }
  const units = rowUnits(call);
  const split = { ...units, nanoseconds: perRow * units.rows * panels };
  parallelWithWork(module, take, 'tgemm', workOf(panels), split, (from, to) => [
    correlationRecord(module, take, partOf(call, from, to)),
    batch,
    0,
    panels,
  ]);
}

/** Correlates what is seen with a gradient, by the kernel that suits the shape. */
export function correlate(module: KernelModule, take: Take, call: CorrelationCall): void {
  const squares = forWinograd(call);
  if (squares) {
    correlateByWinograd(module, take, call, squares);
    return;
  }
  if (suitsDots(call)) {
    correlateByDots(module, take, call);
    return;
  }
  const joined = joinTaps(module, take, call);
  correlateByTiles(module, take, joined ? { ...call, ...joined } : call);
}
