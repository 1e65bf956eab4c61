import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logLines, writeRunFiles, type RunFiles } from '../../../tests/runFiles';
import { writeReport } from './writeReport';

let root = '';
let runs = 0;
beforeAll(() => void (root = mkdtempSync(join(tmpdir(), 'ganblocks-report-'))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const reportOf = async (files: RunFiles): Promise<string> =>
  readFileSync(await writeReport(writeRunFiles(join(root, `run-${runs++}`), files)), 'utf8');
interface ChartJson {
  readonly title: string;
  readonly curves: readonly { readonly name: string; readonly points: readonly number[][] }[];
}
const chartsOf = (html: string): ChartJson[] => JSON.parse(/id="charts">(.*?)<\/script>/.exec(html)?.[1] ?? '[]') as ChartJson[];
const summary = { steps: 100, images: 400, seconds: 1 };

describe('writeReport', () => {
  test('a whole run: state, settings, figures, curves, sheets, warnings, commands', async () => {
    const html = await reportOf({
      log: logLines(100),
      metrics: [
        { step: 50, images: 200, figures: { fid: 12.5 }, best: ['fid'] },
        { step: 100, images: 400, figures: { fid: 20 }, best: [] },
      ],
      warnings: [{ images: 8, kind: 'diversity', message: 'all alike' }],
      summary,
      sheets: [
        [0, 1],
        [400, 200],
      ],
    });
    for (const part of ['Finished', '400 of 4,000', '12.5 at 200', 'CC0', 'made up', 'diversity', 'all alike', 'npx ganblocks resume'])
      expect(html).toContain(part);
    expect(chartsOf(html).map(({ title, curves }) => [title, curves.map(({ name }) => name)])).toEqual([
      ['fid', ['fid']],
      ['Losses', ['discriminator/adversarial', 'discriminator/drift', 'generator/adversarial']],
      ['Gradient norms', ['discriminator', 'generator']],
      ['Speed', ['images/s']],
    ]);
    expect(chartsOf(html)[0]!.curves[0]!.points).toEqual([
      [200, 12.5, 12.5, 12.5],
      [400, 20, 20, 20],
    ]);
    expect(chartsOf(html)[3]!.curves[0]!.points.every(([, rate]) => Math.abs(rate! - 400) < 1)).toBe(true);
    expect(html.match(/src="data:image\/png;base64,/g)).toHaveLength(2);
    expect(html).toMatch(/alt="Samples after 0 images"[^>]* hidden/);
    expect(html).toContain('max="1" step="1" value="1" aria-valuetext="400 images"');
  });

  test('how a run stands', async () => {
    const log = logLines(100);
    expect(await reportOf({ log })).toContain('Not finished');
    expect(await reportOf({ log, failure: { message: 'disk <full>' } })).toMatch(/Stopped by an error[\s\S]*disk &lt;full&gt;/);
    expect(await reportOf({ log, summary: { ...summary, stopped: 'fid has not become better' } })).toMatch(
      /Stopped early[\s\S]*fid has not/,
    );
    // A summary of an earlier sitting, behind which the run went on.
    expect(await reportOf({ log, summary: { ...summary, steps: 50 } })).toContain('Not finished');
  });

  test('of almost nothing: no step, no sheet; one step, one sheet; a line cut short', async () => {
    const empty = await reportOf({});
    expect(empty).toContain('No step has been logged yet');
    expect(empty).not.toContain('<img');
    const one = writeRunFiles(join(root, 'one'), { log: logLines(1), sheets: [[0, 1]] });
    appendFileSync(join(one, 'log.jsonl'), '{"step":2,"ima');
    const html = readFileSync(await writeReport(one), 'utf8');
    expect(html).toContain('4 of 4,000');
    expect(html).not.toContain('id="sheet"');
    expect(chartsOf(html).map(({ title }) => title)).toEqual(['Losses', 'Gradient norms']);
  });

  test('nothing of a run can become markup or a script', async () => {
    const evil = `</script><script>alert(1)</script><img src=x onerror="alert(2)">'"&`;
    const folder = writeRunFiles(join(root, "it's <b>bold"), {
      config: { system: evil, config: { [evil]: evil }, data: { name: evil, licence: evil } },
      log: [{ step: 1, images: 4, seconds: 1, losses: { [evil]: { [evil]: 1 } } }],
      metrics: [{ images: 4, figures: { [evil]: 1 }, best: [evil] }],
      warnings: [{ images: 4, kind: evil, message: evil }],
      failure: { message: evil },
    });
    const html = readFileSync(await writeReport(folder), 'utf8');
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toMatch(/<(img|b)\b/);
    expect(chartsOf(html)[0]!.title).toBe(evil);
    expect(html).toContain('sample &#39;it&#39;\\&#39;&#39;s &lt;b&gt;bold&#39;');
  });

  test('asks nothing of a network, and allows no script but its own', async () => {
    const html = await reportOf({ log: logLines(3), summary });
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!.replaceAll('&#39;', "'");
    expect(policy).toMatch(/^default-src 'none'; img-src data:; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'$/);
    expect(html.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|url\((?!'?#)/);
  });

  test('100,000 steps in less than 2 s, and no larger than 1,000', async () => {
    const folder = writeRunFiles(join(root, 'long'), { log: logLines(100_000) });
    const before = process.cpuUsage();
    const path = await writeReport(folder);
    // Time of the processor, not of the clock: other work on the machine is no fault of the report.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
    expect(statSync(path).size).toBeLessThan(400_000);
    for (const { curves } of chartsOf(readFileSync(path, 'utf8')))
      for (const { points } of curves) expect(points.length).toBeLessThanOrEqual(800);
  });

  test('says what is wrong with a folder', async () => {
    await expect(writeReport(join(root, 'none'))).rejects.toThrow(/report: expected the folder of a run, .* Got '.*none', which has none/);
    mkdirSync(join(root, 'broken'));
    writeFileSync(join(root, 'broken', 'config.json'), '[1');
    await expect(writeReport(join(root, 'broken'))).rejects.toThrow(/Pass the folder that was given to train/);
  });
});
