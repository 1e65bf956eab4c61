import { upfirdn2d, type AxisFilter } from '../module/upfirdn';
import { own } from './compiled';

/** Upsample, filter, downsample of images, one filter an axis. */
export const upfirdn = own('GanUpfirdn', (module, { inputs, attrs }) => {
  const { vertical, horizontal } = attrs as unknown as Record<'vertical' | 'horizontal', AxisFilter>;
  return upfirdn2d(module, inputs['x']!, vertical, horizontal);
});
