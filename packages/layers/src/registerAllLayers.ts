import * as activation from './activation/index';
import * as convolution from './convolution/index';
import * as dense from './dense/index';
import { registerBuiltIn } from './layer/registerLayer';
import type { LayerClass } from './layer/registerLayer';
import * as normalization from './normalization/index';
import * as reparametrization from './reparametrization/index';

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
  const families: readonly object[] = [activation, convolution, dense, normalization, reparametrization];
  for (const value of families.flatMap((family): unknown[] => Object.values(family))) if (isLayerClass(value)) registerBuiltIn(value);
}
