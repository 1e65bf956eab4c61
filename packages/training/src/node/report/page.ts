import { createHash } from 'node:crypto';
import { headline } from './headline';
import { html, type Html } from './html';
import { inWords } from './inWords';
import { chartScript } from './page/chartScript';
import { pageScript } from './page/pageScript';
import { style } from './page/style';
import type { RunRecord } from './runRecord';
import { commandSection, curveSection, section, sheetSection, warningSection } from './sections';
import { settingsTables } from './settingsTables';

/** A run's report as one HTML page that needs nothing but itself: its own policy forbids every request, and every script but ours. */
export function page(run: RunRecord, now = new Date()): string {
  const script = chartScript + pageScript;
  const policy = `default-src 'none'; img-src data:; style-src ${hash(style)}; script-src ${hash(script)}`;
  const body = html`<main>
    ${headline(run, now)} ${warningSection(run)} ${sheetSection(run)} ${curveSection(run)}
    ${section('Settings', settingsTables(run.config))} ${commandSection(run)}
  </main>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${run.name} · ${inWords(run.config['system'] ?? 'system')}</title>
        <link rel="icon" href="data:," />
        ${element('style', style)}
      </head>
      <body>
        ${body} ${element('script', script)}
      </body>
    </html> `.markup;
}

/** An element with text of ours as it is, to the letter: the policy knows it by its hash. */
const element = (name: 'style' | 'script', text: string): Html => ({ markup: `<${name}>${text}</${name}>` });

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
