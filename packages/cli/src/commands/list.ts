import { printable } from '@ganblocks/core';
import { type Preset, systems } from '@ganblocks/models';
import { dataSources, dataUsage } from '../data/dataSpec';
import { metrics } from '../metrics/metrics';
import { findSystem } from '../run/findSystem';
import { columns } from '../text/columns';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';
import type { Command } from './command';

interface Topic {
  readonly title: string;
  /** For programs; of one system, where the topic is listed by system. */
  readonly json: (system?: string) => unknown;
  readonly rows: (system?: string) => readonly (readonly string[])[];
}

const topics: Readonly<Record<string, Topic>> = {
  systems: {
    title: 'Systems: ganblocks train NAME …',
    json: () =>
      Object.entries(systems).map(([name, system]) => {
        const { summary, paper, presets } = system;
        const config = system.configure({});
        return { name, summary, paper, learns: system.learns(config), presets: Object.keys(presets), config };
      }),
    rows: () => Object.entries(systems).map(([name, { summary, paper }]) => [name, `${summary} ${paper.url}`]),
  },
  data: {
    title: 'Data: --data NAME, or a path: a folder of pictures, a .zip, a .parquet',
    json: () =>
      dataSources.map(({ name, argument, holds, help }) => ({ name, ...(argument === undefined ? {} : { argument }), holds, help })),
    rows: () => dataSources.map((source) => [dataUsage(source), source.help]),
  },
  presets: {
    title: 'Presets: ganblocks train SYSTEM --preset NAME …',
    json: (of) => presetsOf(of),
    rows: (of) => presetsOf(of).map(({ system, name, description, source }) => [system, name, `${description} (${source})`]),
  },
  metrics: {
    title: 'Metrics: --metrics NAME, --evaluate NAME',
    json: () => metrics,
    rows: () =>
      metrics.map(({ name, better, judges, help }) => [
        name,
        `${help} ${better === 'lower' ? 'Lower' : 'Higher'} is better; for ${judges}.`,
      ]),
  },
};

/** The presets of a system, or of all. */
const presetsOf = (of?: string): readonly (Preset & { readonly system: string; readonly name: string })[] =>
  Object.entries(of === undefined ? systems : { [of]: findSystem(of) }).flatMap(([system, { presets }]) =>
    Object.entries(presets).map(([name, preset]) => ({ system, name, ...preset })),
  );

export const list: Command = {
  spec: {
    name: 'list',
    summary: 'Lists what there is: systems, data, presets, metrics.',
    usage: '[systems|data|presets [SYSTEM]|metrics]',
    words: { least: 0, most: 2 },
    examples: [
      { command: 'list', does: 'Everything.' },
      { command: 'list data', does: 'What --data understands.' },
      { command: 'list presets dcgan', does: 'The settings that a system has by name.' },
      { command: 'list systems --json', does: 'With every setting and its default, for another program.' },
    ],
    options: { json: { help: 'As JSON.' } },
  },
  async run(given, terminal) {
    const [word, of] = given.words;
    const names = Object.keys(topics);
    checkUsage(word === undefined || names.includes(word), () => {
      return `list: there is no list of '${printable(word ?? '')}'.${suggestion(word ?? '', names)} There are ${names.join(', ')}.`;
    });
    checkUsage(
      of === undefined || word === 'presets',
      () => `list: only presets are listed by system. Got 'list ${word} ${printable(of ?? '')}'.`,
    );
    const chosen = Object.entries(topics).filter(([name]) => word === undefined || name === word);
    const [only] = chosen;
    if (given.has('json')) {
      const json = word === undefined ? Object.fromEntries(chosen.map(([name, topic]) => [name, topic.json()])) : only?.[1].json(of);
      terminal.out(JSON.stringify(json, null, 2));
    } else {
      terminal.out(chosen.map(([, { title, rows }]) => `${title}\n${columns(rows(of))}`).join('\n\n'));
    }
    return 0;
  },
};
