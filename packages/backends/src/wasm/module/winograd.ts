import { inPlaceOrder } from './joinedTaps';
import type { KernelModule } from './kernelModule';
import { convolutionRecord, correlationRecord, type ConvolutionCall, type CorrelationCall, type Sight } from './records';
import type { Take } from './scratch';
import type { Tap } from './taps';

const PANEL = 8;
/** Below these the transforms cost more than they save. */
const FEWEST_CHANNELS = 16;
const FEWEST_TILES = 200;

const tilesOf = ({ batch, rows, columns }: Sight): number => batch * Math.ceil(rows / 2) * Math.ceil(columns / 2);

/** Whether the taps, in the order of their places, are 3x3 neighbours. */
const isSquareOfThree = (taps: readonly Tap[]): boolean =>
  taps.length === 9 && taps.every(({ row, column }, i) => row === taps[0]!.row + Math.floor(i / 3) && column === taps[0]!.column + (i % 3));

const isWide = (channels: number): boolean => channels >= FEWEST_CHANNELS && channels % PANEL === 0;

/** The call with its taps in the order of their places, where Winograd's F(2x2, 3x3) takes it and is faster. */
export function forWinograd<T extends Sight & { readonly outputs: number }>(call: T): T | undefined {
  if (!isWide(call.channels) || !isWide(call.outputs) || tilesOf(call) < FEWEST_TILES) return undefined;
  if ((call.strideHeight ?? 1) !== 1 || (call.strideWidth ?? 1) !== 1) return undefined;
  const ordered = inPlaceOrder(call);
  return isSquareOfThree(ordered.taps) ? ordered : undefined;
}

/** A convolution of 3x3 neighbours. A value that is not finite makes all results of its tile NaN. */
export function convolveByWinograd(module: KernelModule, take: Take, call: ConvolutionCall): void {
  const { kernels } = module;
  const packed = take(kernels.winogradPackedBytes(call.channels, call.outputs));
  const work = take(kernels.winogradWork(call.channels, call.outputs));
  const record = convolutionRecord(module, take, call, packed);
  kernels.winogradWeights(record, 0, call.outputs / PANEL, work);
  kernels.winograd(record, 0, tilesOf(call), work);
}

/** A filter gradient of 3x3 neighbours. Its taps have to be those of the forward convolution, in their order. */
export function correlateByWinograd(module: KernelModule, take: Take, call: CorrelationCall): void {
  const { kernels } = module;
  const work = take(kernels.winogradGradientWork(call.channels, call.outputs));
  kernels.winogradFilterGradient(correlationRecord(module, take, call), call.batch, 0, call.outputs / PANEL, work);
}
