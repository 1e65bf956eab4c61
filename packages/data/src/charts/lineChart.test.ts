import { describe, expect, test } from '@jest/globals';
import { GanError } from '@ganblocks/core';
import fc from 'fast-check';
import type { ChartPoint } from './chartPoint';
import { lineChart } from './lineChart';

const words = { title: 'Losses', xLabel: 'images', yLabel: 'loss' };

/** Throws unless the tags of the text nest, their attributes are quoted and unlike, and `&` only begins entities. Enough XML for a chart. */
function checkXml(xml: string): void {
  const open: string[] = [];
  const wrong: string[] = [];
  const tags = /<(\/?)([a-z]+)((?: [a-zA-Z][a-zA-Z0-9:-]*="[^"<]*")*)(\/?)>/g;
  const rest = xml.replace(tags, (tag, end: string, name: string, attributes: string, empty: string) => {
    const names = [...attributes.matchAll(/ ([^ =]+)="[^"]*"/g)].map(([, attribute]) => attribute);
    if (new Set(names).size < names.length) wrong.push(tag);
    if (end === '/' && open.pop() !== name) wrong.push(tag);
    if (end === '' && empty === '') open.push(name);
    return '';
  });
  expect([...open, ...wrong]).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
  expect(xml).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
}

/** All coordinates of the chart's lines and dots. */
function coordinates(svg: string): { x: number; y: number }[] {
  const paths = [...svg.matchAll(/ d="([^"]*)"/g)].flatMap(([, d]) => (d ?? '').split(/[ML]/).slice(1));
  const dots = [...svg.matchAll(/cx="([^"]*)" cy="([^"]*)"/g)].map(([, x, y]) => `${x} ${y}`);
  return [...paths, ...dots].map((pair) => pair.split(' ').map(Number)).map(([x = Number.NaN, y = Number.NaN]) => ({ x, y }));
}

const chart = (points: readonly ChartPoint[], smoothing = 0): string =>
  lineChart({ ...words, series: [{ name: 'one', points }], smoothing });

describe('lineChart', () => {
  test('shows the words, escaped', () => {
    const svg = lineChart({ title: 'a < b & "c"', xLabel: "it's", yLabel: '<script>', series: [{ name: ']]>&lt;', points: [[0, 1]] }] });
    checkXml(svg);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 900 420" width="900" height="420"/);
    expect(svg).toContain('>a &lt; b &amp; &quot;c&quot;<');
    expect(svg).toContain('>it&#39;s<');
    expect(svg).toContain('>&lt;script&gt;<');
    expect(svg).toContain('>]]&gt;&amp;lt;<');
  });

  test('is well-formed with finite coordinates inside the picture, whatever the numbers and words', () => {
    const number = fc.oneof(fc.double(), fc.float(), fc.integer(), fc.constantFrom(0, 1e-300, 1e150, -1e150, 1e9 + 1, 1e9));
    const series = fc.record({ name: fc.string({ unit: 'binary' }), points: fc.array(fc.tuple(number, number)) });
    fc.assert(
      fc.property(fc.array(series, { maxLength: 9 }), fc.string({ unit: 'binary' }), fc.constantFrom(0, 0.9), (list, word, smoothing) => {
        const svg = lineChart({ title: word, xLabel: word, yLabel: word, series: list, smoothing, height: 600 });
        checkXml(svg);
        expect(coordinates(svg).filter(({ x, y }) => !(x > 0 && x < 900 && y > 0 && y < 600))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('draws one point, a constant, and nothing', () => {
    expect(chart([[3, 5]])).toMatch(/<circle /);
    const constant = coordinates(
      chart([
        [0, 0.7],
        [1, 0.7],
        [2, 0.7],
      ]),
    );
    expect(new Set(constant.map(({ y }) => y)).size).toBe(1);
    for (const svg of [chart([]), chart([[Number.NaN, 1]]), lineChart({ ...words, series: [] })]) {
      checkXml(svg);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg).toContain('>no data<');
    }
  });

  test('breaks the line at what is not finite, and shows a point between gaps as a dot', () => {
    const gaps = new Map([
      [20, Number.NaN],
      [22, Number.POSITIVE_INFINITY],
    ]);
    const svg = chart(Array.from({ length: 60 }, (_, i): ChartPoint => [i, gaps.get(i) ?? i % 3]));
    const [path = ''] = / d="[^"]*"/.exec(svg) ?? [];
    expect(path.split('M')).toHaveLength(3);
    expect(coordinates(svg)).toHaveLength(58);
    expect([...svg.matchAll(/<circle/g)]).toHaveLength(1);
  });

  test('marks each point of a short series', () => {
    const points = Array.from({ length: 40 }, (_, i): ChartPoint => [i, i]);
    expect([...chart(points).matchAll(/<circle/g)]).toHaveLength(40);
    expect(chart([...points, [40, 40]])).not.toMatch(/<circle/);
  });

  test('thins long series but keeps a spike', () => {
    const points = Array.from({ length: 100_000 }, (_, i): ChartPoint => [i, i === 77_777 ? 500 : Math.sin(i / 1000)]);
    const places = coordinates(chart(points));
    expect(places.length).toBeLessThanOrEqual(1000);
    expect(places.length).toBeGreaterThan(600);
    expect(places.filter(({ y }) => y < 150)).toHaveLength(1);
  });

  test('draws a faint raw line under a smoothed one', () => {
    const points = Array.from({ length: 100 }, (_, i): ChartPoint => [i, i % 2]);
    const svg = chart(points, 0.95);
    const [raw, smooth] = [...svg.matchAll(/opacity="([\d.]+)"><path d="([^"]*)"/g)].map(([, opacity, d]) => ({
      opacity,
      ys: coordinates(` d="${d}"`),
    }));
    expect([raw?.opacity, smooth?.opacity]).toEqual(['0.22', '1']);
    const late = smooth?.ys.slice(50).map(({ y }) => y) ?? [];
    const all = raw?.ys.map(({ y }) => y) ?? [];
    expect(Math.max(...late) - Math.min(...late)).toBeLessThan((Math.max(...all) - Math.min(...all)) / 10);
  });

  test('tells more series apart than it has colours', () => {
    const series = Array.from({ length: 10 }, (_, i) => ({
      name: `series ${i}`,
      points: [
        [0, i],
        [1, i],
      ] as ChartPoint[],
    }));
    const svg = lineChart({ ...words, series });
    const styles = [...svg.matchAll(/fill="none" stroke="(#[0-9a-f]+)"[^/]*/g)].map(([style]) => style);
    expect(new Set(styles).size).toBe(10);
  });

  test('refuses sizes without room, and smoothing out of range', () => {
    expect(() => lineChart({ ...words, series: [], width: 100 })).toThrow(GanError);
    expect(() => lineChart({ ...words, series: [], height: 100 })).toThrow(
      'lineChart: 900 x 100 pixels leave no room for the plot of 0 series.',
    );
    expect(() => lineChart({ ...words, series: [], width: Number.NaN })).toThrow(/Got NaN x 420/);
    expect(() => chart([], 1)).toThrow('lineChart: smoothing must be in [0, 1). Got 1.');
  });
});
