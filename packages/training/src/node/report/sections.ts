import { countInWords } from '../words';
import { html, jsonBlock, NOTHING, type Html } from './html';
import type { RunRecord } from './runRecord';

/** The curves: drawn by the page's script from numbers in the page. */
export function curveSection({ charts }: RunRecord): Html {
  if (charts.length === 0) return section('Curves', html`<p>No step has been logged yet.</p>`);
  const figures = charts.map(
    ({ title, about, curves }, index) =>
      html`<figure class="chart${curves.length > 2 || title === 'Losses' ? ' wide' : ''}" data-chart="${index}">
        <figcaption>
          <h3>${title}</h3>
          <p>${about}</p>
        </figcaption>
      </figure>`,
  );
  return section(
    'Curves',
    html`<div class="controls">
        <label
          >Smoothing <input type="range" id="smoothing" min="0" max="0.99" step="0.01" value="0.6" />
          <output id="smoothed">0.60</output></label
        >
        <label><input type="checkbox" id="log" /> Logarithmic</label>
      </div>
      <noscript><p>The curves need JavaScript. Without it, see losses.svg and log.jsonl in the run folder.</p></noscript>
      <div class="charts">${figures}</div>
      ${jsonBlock('charts', rounded(charts))}`,
  );
}

/** Numbers as short as a screen needs them. */
const rounded = (charts: RunRecord['charts']): object =>
  charts.map(({ title, curves }) => ({
    title,
    curves: curves.map(({ name, points }) => ({ name, points: points.map((point) => point.map((value) => Number(value.toPrecision(5)))) })),
  }));

/** The sheets: all in the page, one shown at a time. Without a script the last. */
export function sheetSection({ sheets, found }: RunRecord): Html {
  if (sheets.length === 0)
    return found === 0 ? NOTHING : section('Samples', html`<p>The ${found} sheets in samples/ are too large for this page.</p>`);
  const last = sheets.length - 1;
  const pictures = sheets.map(({ images, png, width, height }, index) => {
    const alt = `Samples after ${countInWords(images)} images`;
    const source = `data:image/png;base64,${png.toString('base64')}`;
    const hidden = index === last ? NOTHING : html` hidden`;
    return html`<img src="${source}" width="${width}" height="${height}" alt="${alt}" data-images="${countInWords(images)}" ${hidden} />`;
  });
  const words = `${countInWords(sheets[last]!.images)} images`;
  const slider = html`<div class="controls">
    <button type="button" id="play" aria-pressed="false">Play</button>
    <label class="wide"
      >Sheet <input type="range" id="sheet" min="0" max="${last}" step="1" value="${last}" aria-valuetext="${words}"
    /></label>
    <output id="shown">${words}</output>
  </div>`;
  const more =
    found > sheets.length ? html`<p>${sheets.length} of the ${found} sheets in the folder samples/, evenly chosen.</p>` : NOTHING;
  return section(
    'Samples',
    html`<p>The same latents at every sheet.</p>
      ${last > 0 ? slider : NOTHING}
      <div class="sheets">${pictures}</div>
      ${more}`,
  );
}

export function warningSection({ warnings, warned }: RunRecord): Html {
  if (warned === 0) return NOTHING;
  const items = warnings.map(
    ({ images, kind, message }) => html`<li><strong>${kind}</strong> after ${countInWords(images)} images: ${message}</li>`,
  );
  const more = warned > warnings.length ? html`<p>The last ${warnings.length} of ${warned}.</p>` : NOTHING;
  return section(
    'Warnings',
    html`${more}
      <ol class="warnings">
        ${items}
      </ol>`,
  );
}

/** What to type next. */
export function commandSection({ path, config, state }: RunRecord): Html {
  const word = /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
  // What has ended goes on only towards more images.
  const images = Number(config['images']) * (state.kind === 'ended' && state.stopped === undefined ? 2 : 1);
  const resume = `await train(gan, data, { images: ${images}, run: ${JSON.stringify(path)}, resume: true });`;
  return section(
    'Next',
    html`<p>On the command line, for the systems that <code>ganblocks list</code> names:</p>
      <pre><code>npx ganblocks resume ${word}
npx ganblocks sample ${word} --seeds 1-64
npx ganblocks report ${word}</code></pre>
      <p>In a program, with the same system and data; <code>images</code> is the whole length of the run:</p>
      <pre><code>${resume}</code></pre>`,
  );
}

export const section = (title: string, content: Html): Html =>
  html`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;
