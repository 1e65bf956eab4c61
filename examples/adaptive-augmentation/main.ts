/** ADA's probability on all digits, on 200 of them, and on all again; `--off` keeps it at 0. */
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { adaptation, type Row } from './adaptation';

const { values } = parseArgs({ options: { off: { type: 'boolean' } } });
const show = ({ stage, images, probability, signs }: Row): void =>
  console.log(`${stage.padStart(12)} ${String(images).padStart(6)}  p ${probability.toFixed(3)}  r ${signs.toFixed(2)}`);

await useBackend('auto');
await adaptation({ onRow: show, ...(values.off ? { speed: Infinity } : {}) });
