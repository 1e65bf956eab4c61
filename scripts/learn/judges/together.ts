import type { Judge, OpenJudge } from './judge';

/** Several judges as one: the figures of all. */
export function together(...judges: readonly Judge[]): Judge {
  return {
    figures: Object.assign({}, ...judges.map(({ figures }) => figures)) as Judge['figures'],
    samples: Math.max(...judges.map(({ samples }) => samples)),
    by: judges.map(({ by }) => by).join('; '),
    async open({ samples, quiet }) {
      const open: OpenJudge[] = [];
      for (const judge of judges) open.push(await judge.open({ samples: Math.min(samples, judge.samples), quiet }));
      return {
        async measure(system) {
          const figures = {};
          for (const judge of open) Object.assign(figures, await judge.measure(system));
          return figures;
        },
        dispose: () => open.forEach((judge) => judge.dispose()),
      };
    },
  };
}
