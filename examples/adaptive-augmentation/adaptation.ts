import { ada, type AdaptiveAugmentation, type Dataset, type LabelledBatch } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { type Observer, train } from '@ganblocks/training';
import { digitGame } from './digitGame';
import { fewDigits } from './fewDigits';

export interface Row {
  readonly stage: string;
  /** Shown since the stage began. */
  readonly images: number;
  /** ADA's p at this moment. */
  readonly probability: number;
  /** Mean sign of the logits of reals, since the row before. */
  readonly signs: number;
}

export interface AdaptationOptions {
  /** In how many images p goes from 0 to 1; Infinity: it stays at 0. Default 20,000. */
  readonly speed?: number;
  readonly onRow?: (row: Row) => void;
}

const INTERVAL = 4;
const BATCH = 32;
const ROW = 2560;
/** Shifts and stretches: a digit that is mirrored or turned is another, or none. */
const pipe = { integerTranslation: 1, scale: 1, anisotropicScale: 1 };

/** Notes p and the signs each `ROW` images; signs of three in four batches, just before the count begins anew. */
function watch(stage: string, augment: AdaptiveAugmentation, onRow: (row: Row) => void): Observer {
  let [sum, logits] = [0, 0];
  return {
    async step({ imagesSeen }) {
      const counts = augment.state.toJson();
      if (counts['observations'] === INTERVAL - 1) {
        sum += (await augment.state.tensors()['signs']?.data())?.[0] ?? NaN;
        logits += Number(counts['logits']);
      }
      if (imagesSeen % ROW > 0) return;
      onRow({ stage, images: imagesSeen, probability: augment.probability, signs: sum / logits });
      [sum, logits] = [0, 0];
    },
  };
}

/** One game on all digits, then on 200 of them, then on all again. */
export async function adaptation({ speed = 20_000, onRow = () => undefined }: AdaptationOptions = {}): Promise<Row[]> {
  const augment = ada({ pipe, speed, interval: INTERVAL });
  const system = digitGame(augment);
  const rows: Row[] = [];
  const note = (row: Row): void => {
    rows.push(row);
    onRow(row);
  };
  const all = mnist();
  const stages: readonly (readonly [string, Dataset<LabelledBatch>, number])[] = [
    ['60,000', all, 8 * ROW],
    ['200', await fewDigits(all, 200), 10 * ROW],
    ['60,000 again', all, 4 * ROW],
  ];
  for (const [index, [stage, data, images]] of stages.entries()) {
    const observers = [watch(stage, augment, note)];
    await train(system, data, { images, batchSize: BATCH, seed: index + 1, ema: null, sampleRequest: null, observers });
  }
  system.dispose();
  return rows;
}
