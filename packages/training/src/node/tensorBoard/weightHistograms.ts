import type { GanSystem } from '@ganblocks/core';
import { histogramBuilder } from './histogram';
import { histogramValue, type SummaryValue } from './summary';

/**
 * The trained weights of each network, read a variable at a time: `weights/generator/kernels` of those with two axes or more, and
 * `weights/generator/vectors`, the biases and scales, which would hide the kernels: there are few of them, and they are far larger.
 */
export async function weightHistograms({ networks }: Pick<GanSystem<never, never>, 'networks'>): Promise<SummaryValue[]> {
  const values: SummaryValue[] = [];
  for (const [name, { trainable }] of Object.entries(networks)) {
    for (const [kind, variables] of [
      ['kernels', trainable.filter(({ rank }) => rank > 1)],
      ['vectors', trainable.filter(({ rank }) => rank <= 1)],
    ] as const) {
      if (variables.length === 0) continue;
      const histogram = histogramBuilder();
      for (const variable of variables) histogram.add(await variable.data());
      values.push(histogramValue(`weights/${name}/${kind}`, histogram.result()));
    }
  }
  return values;
}
