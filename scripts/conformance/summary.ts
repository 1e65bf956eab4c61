import { trainingError, TRAINING_TOLERANCE } from './grade';
import { keyOf } from './items';
import { matrixOf } from './matrix';
import type { CaseRow } from './matrix';
import type { TargetResult } from './measureTarget';
import { errorText } from './markdown';

/** The counts of one target, as text. */
export interface Summary {
  readonly derivatives: string;
  readonly parity: string;
  readonly training: string;
}

const plural = (count: number, word: string): string => (count === 0 ? '' : `${count} ${word}`);
const listed = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

function trainingText({ outcomes }: TargetResult, baseline: TargetResult | undefined): string {
  const key = keyOf({ kind: 'training', name: 'dcgan-28' });
  const outcome = outcomes.get(key);
  if (outcome?.kind === 'failed') return `✗ ${outcome.reason}`;
  if (outcome?.kind !== 'training') return '';
  const error = trainingError(outcome, baseline?.outcomes.get(key));
  return `${error < TRAINING_TOLERANCE ? '' : '✗ '}losses within ${errorText(error)}`;
}

/** What came of a target, in a line. */
export function summaryOf(result: TargetResult, baseline: TargetResult | undefined, cases: readonly CaseRow[]): Summary {
  const cells = matrixOf(cases, [result], baseline).flatMap((row) => row.cells);
  const count = (grade: string): number => cells.filter((cell) => cell.grade === grade).length;
  const asked = [...result.outcomes].filter(([key]) => key.startsWith('parity: ')).map(([, outcome]) => outcome);
  const compared = asked.flatMap((outcome) => (outcome.kind === 'parity' ? [outcome.result] : []));
  const right = compared.filter(({ status }) => status === 'ok');
  const limited = compared.filter(({ status }) => status === 'LIMIT').length;
  const worst = Math.max(0, ...right.map((one) => one.worst?.ratio ?? 0));
  return {
    derivatives: listed(`${count('ok')} right`, plural(count('refused'), 'refused'), plural(count('throws') + count('wrong'), '✗')),
    parity:
      asked.length === 0
        ? ''
        : listed(
            `${right.length} right, worst ${worst.toPrecision(2)}× of tolerance`,
            plural(limited, "at float32's limit"),
            plural(asked.length - right.length - limited, '✗'),
          ),
    training: trainingText(result, baseline),
  };
}
