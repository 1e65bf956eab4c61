import * as activation from './activation/index';
import * as attention from './attention/index';
import * as blocks from './blocks/index';
import * as convolution from './convolution/index';
import * as dense from './dense/index';
import * as initializers from './initializers/index';
import { registerBuiltIn } from './layer/registerLayer';
import type { LayerClass } from './layer/registerLayer';
import * as modulation from './modulation/index';
import * as normalization from './normalization/index';
import * as recurrent from './recurrent/index';
import * as reparametrization from './reparametrization/index';
import * as resampling from './resampling/index';
import * as shape from './shape/index';
import * as statistics from './statistics/index';
import * as style from './style/index';

const isLayerClass = (value: unknown): value is LayerClass => typeof value === 'function' && 'className' in value;

/**
 * Makes every layer of this package loadable. Each registers itself where it is imported by name, and all of them in Node; a bundler leaves
 * out what a page does not name, so that a page which only loads saved models calls this first.
 *
 * @example
 * registerAllLayers();
 * // const generator = await tfl.loadLayersModel('/models/generator.json');
 */
export function registerAllLayers(): void {
  const families: readonly object[] = [
    activation,
    blocks,
    attention,
    convolution,
    dense,
    initializers,
    modulation,
    normalization,
    recurrent,
    reparametrization,
    resampling,
    shape,
    statistics,
    style,
  ];
  for (const value of families.flatMap((family): unknown[] => Object.values(family))) if (isLayerClass(value)) registerBuiltIn(value);
}
