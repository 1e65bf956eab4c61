import { progressOf } from '../../progress';
import { sizedRounds, type SizedRounds } from './sizes';

export interface CurvePoint {
  /** What the axis counts. */
  readonly at: number;
  readonly median_s: number;
  readonly heap_mb: number;
}

export interface Curve {
  readonly chart: 'batch' | 'resolution' | 'width';
  readonly name: string;
  readonly points: readonly CurvePoint[];
}

export interface Curves {
  readonly threads: number;
  readonly curves: readonly Curve[];
}

interface Plan extends Omit<Curve, 'points'> {
  readonly values: readonly number[];
  readonly caseAt: (value: number) => string;
}

const widths = [16, 32, 48, 64];
const stylegan2 = (resolution: number): Plan => ({
  chart: 'width',
  name: `stylegan2, ${resolution} × ${resolution}, batch 8`,
  values: widths,
  caseAt: (width) => `stylegan2?resolution=${resolution}&width=${width}&batch=8`,
});

const plans: readonly Plan[] = [
  {
    ...{ chart: 'batch', name: 'dcgan, 64 × 64, width 64', values: [4, 8, 16, 32, 64] },
    caseAt: (batch) => `dcgan?resolution=64&width=64&batch=${batch}`,
  },
  {
    ...{ chart: 'resolution', name: 'dcgan, width 64, batch 16', values: [32, 64, 128] },
    caseAt: (resolution) => `dcgan?resolution=${resolution}&width=64&batch=16`,
  },
  { chart: 'width', name: 'dcgan, 64 × 64, batch 16', values: widths, caseAt: (width) => `dcgan?resolution=64&width=${width}&batch=16` },
  stylegan2(32),
  stylegan2(64),
];

/** Steps and memory against batch, resolution and width, each point in a process of its own; what two curves share is measured once. */
export async function measureCurves({ threads, repeat }: { threads: number; repeat: number }): Promise<Curves> {
  const known = new Map<string, SizedRounds>();
  const names = new Set(plans.flatMap(({ values, caseAt }) => values.map(caseAt)));
  const progress = progressOf(names.size);
  for (const name of names) {
    const taken = await sizedRounds({ name, backend: 'wasm', threads, repeat, warmUp: 1 });
    if (taken.failure !== undefined) throw new Error(`${name}: ${taken.failure}`);
    known.set(name, taken);
    progress(`${name}: ${taken.median_s} s`);
  }
  const curves = plans.map(({ chart, name, values, caseAt }): Curve => {
    const points = values.map((at) => {
      const { median_s = NaN, heap_mb = NaN } = known.get(caseAt(at)) ?? {};
      return { at, median_s, heap_mb };
    });
    return { chart, name, points };
  });
  return { threads, curves };
}
