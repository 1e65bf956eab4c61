import { countInWords, durationInWords, shortNumber } from '../words';
import { html, NOTHING, type Html } from './html';
import { inWords } from './inWords';
import type { RunRecord, RunState } from './runRecord';

const date = (value: Date | string): string => `${new Date(value).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Title, how the run stands, and its main numbers. */
export function headline(run: RunRecord, now: Date): Html {
  const { latest, config, name, state, best } = run;
  const wanted = Number(config['images']);
  const share = latest && wanted > 0 ? Math.min(1, latest.images / wanted) : 0;
  const rate = latest && latest.seconds > 0 ? latest.images / latest.seconds : 0;
  const left = state.kind === 'running' && rate > 0 && latest ? (wanted - latest.images) / rate : 0;
  const facts = [
    ['images shown', latest ? `${countInWords(latest.images)} of ${countInWords(wanted)}` : 'none yet'],
    ['steps', latest ? countInWords(latest.step) : '0'],
    ['time', durationInWords(latest?.seconds ?? 0)],
    ['images/s', rate > 0 ? shortNumber(rate) : '–'],
    ...(left > 0 ? [['time left', durationInWords(left)]] : []),
    [config['resumedFrom'] === undefined ? 'begun' : 'last resumed', isDate(config['date']) ? date(config['date']) : 'unknown'],
    ['seed', inWords(config['seed'] ?? 0)],
    ...best.map(({ name, value, images }) => [`best ${name}`, `${shortNumber(value)} at ${countInWords(images)}`]),
  ] as const;
  return html`<header>
    <p class="eyebrow">GANBlocks run · ${inWords(config['system'] ?? 'system')}</p>
    <h1>${name}</h1>
    <p class="state ${state.kind}"><strong>${stateWord(state)}</strong> <span>${stateText(state)}</span></p>
    <progress max="1" value="${share.toFixed(4)}" aria-label="Share of the images shown"></progress>
    <dl class="facts">
      ${facts.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p class="made">Report of ${date(now)}.</p>
  </header>`;
}

const isDate = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));

function stateWord(state: RunState): string {
  if (state.kind === 'ended') return state.stopped === undefined ? 'Finished' : 'Stopped early';
  return { running: 'Running', open: 'Not finished', failed: 'Stopped by an error' }[state.kind];
}

function stateText(state: RunState): Html {
  if (state.kind === 'failed') return html`${state.message}`;
  if (state.kind === 'ended') return state.stopped === undefined ? NOTHING : html`${state.stopped}`;
  return state.kind === 'open'
    ? html`Its log was last written ${date(state.lastWritten)}: it is still running, or it was interrupted.`
    : NOTHING;
}
