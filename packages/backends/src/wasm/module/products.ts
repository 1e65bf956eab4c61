import { inPlaceOrder, joinTaps } from './joinedTaps';
import type { KernelModule } from './kernelModule';
import { convolutionRecord, correlationRecord, type ConvolutionCall, type CorrelationCall } from './records';
import type { Take } from './scratch';
import { convolveByWinograd, correlateByWinograd, forWinograd } from './winograd';

const PANEL = 8;
const panelsOf = (outputs: number): number => Math.ceil(outputs / PANEL);

/** With so few outputs a panel of eight would stay nearly empty. */
const FEW_OUTPUTS = 3;
const suitsDots = ({ channels, outputs }: ConvolutionCall | CorrelationCall): boolean => outputs <= FEW_OUTPUTS && channels % 4 === 0;

function convolveByDots(module: KernelModule, take: Take, call: ConvolutionCall): void {
  const { kernels } = module;
  const { taps, channels, outputs, batch, rows, columns } = call;
  const work = take(kernels.dotWork(taps.length));
  const record = convolutionRecord(module, take, call, take(kernels.dotPackedBytes(taps.length, channels, outputs)));
  kernels.packDots(record);
  kernels.dots(record, 0, batch * rows * columns, work);
}

/** Packs the weights and convolves, by the kernel that suits the shape. */
export function convolve(module: KernelModule, take: Take, call: ConvolutionCall): void {
  const { kernels } = module;
  const { taps, channels, outputs, batch, rows, columns } = call;
  const square = forWinograd(call);
  if (square) {
    convolveByWinograd(module, take, square);
    return;
  }
  if (suitsDots(call)) {
    convolveByDots(module, take, call);
    return;
  }
  const ordered = inPlaceOrder(call);
  const packed = take(kernels.packedBytes(taps.length, channels, outputs));
  const record = convolutionRecord(module, take, ordered, packed);
  kernels.packWeights(record, 0, panelsOf(outputs));
  const joined = joinTaps(module, take, ordered);
  const sight = joined ?? ordered;
  const work = take(kernels.igemmWork(sight.taps.length, sight.channels));
  kernels.igemm(joined ? convolutionRecord(module, take, { ...call, ...joined }, packed) : record, 0, batch * rows * columns, work);
}

/** Correlates what is seen with a gradient, by the kernel that suits the shape. */
export function correlate(module: KernelModule, take: Take, call: CorrelationCall): void {
  const { kernels } = module;
  const square = forWinograd(call);
  if (square) {
    correlateByWinograd(module, take, square);
    return;
  }
  if (suitsDots(call)) {
    const scratch = take(kernels.dotGradientWork(call.taps.length));
    kernels.dotGradient(correlationRecord(module, take, call), call.batch, scratch);
    return;
  }
  const panels = panelsOf(call.outputs);
  const joined = joinTaps(module, take, call);
  const sight = joined ? { ...call, ...joined } : call;
  const work = take(kernels.tgemmWork(sight.taps.length, panels));
  kernels.tgemm(correlationRecord(module, take, sight), call.batch, 0, panels, work);
}
