import { lineChart } from '@ganblocks/data';
import { paddedTable } from '../../../sheets/paddedTable';
import { threadsText } from '../../threadsText';
import type { Curve } from '../measure/curves';
import { settingText } from '../setting';
import type { Results } from '../results';
import { mebibytesText, secondsText } from './numbers';

type Curves = NonNullable<Results['curves']>;

const charts: readonly { readonly chart: Curve['chart']; readonly title: string; readonly xLabel: string }[] = [
  { chart: 'batch', title: 'A step against the batch', xLabel: 'images in a batch' },
  { chart: 'resolution', title: 'A step against the resolution', xLabel: 'pixels of an edge' },
  { chart: 'width', title: 'A step against the width', xLabel: 'width' },
];

/** The drawn curves, by file name. */
export function curveDrawings({ curves }: Curves): Readonly<Record<string, string>> {
  const drawings = charts.map(({ chart, title, xLabel }) => {
    const series = curves
      .filter((curve) => curve.chart === chart)
      .map(({ name, points }) => ({ name, points: points.map(({ at, median_s }) => [at, median_s] as const) }));
    return [`speed-${chart}.svg`, lineChart({ title, xLabel, yLabel: 'seconds', series, height: 360 })] as const;
  });
  return Object.fromEntries(drawings);
}

/** The numbers of the curves. */
export function curvesText({ setting, threads, curves }: Curves): string {
  const rows = curves.flatMap(({ chart, name, points }) =>
    points.map(({ at, median_s, heap_mb }) => [name, `${chart} ${at}`, secondsText(median_s), mebibytesText(heap_mb)]),
  );
  return [paddedTable(['network', 'at', 'a step', 'heap'], rows, 2), `${settingText(setting)} On ${threadsText(threads)}.`].join('\n\n');
}
