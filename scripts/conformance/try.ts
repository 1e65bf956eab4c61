import { derivativeCases } from '@ganblocks/core/testing';
import { measureTarget } from './measureTarget';
import { targets } from './targets';
const [, , name, flavour = 'ours', kinds = 'derivative', only = ''] = process.argv;
const target = targets.find((t) => t.name === name)!;
const items = [
  ...derivativeCases.filter((c) => c.name.includes(only)).map(({ name }) => ({ kind: 'derivative' as const, name })),
  { kind: 'training' as const, name: 'dcgan-28' },
].filter(({ kind }) => kinds.includes(kind));
const started = Date.now();
const r = await measureTarget({
  target,
  flavour: flavour as 'ours',
  items,
  onDone: (item, o) => {
    const bad =
      o.kind === 'failed'
        ? o.reason
        : o.kind === 'derivative'
          ? o.orders
              .filter((x) => !(x.error! < 5e-3))
              .map((x) => `${x.order}: ${x.error?.toExponential(1) ?? x.failure}`)
              .join('; ')
          : JSON.stringify(o);
    console.log(`[${Date.now() - started}] ${item.name}`);
    if (bad) console.log(item.name, '|', bad);
  },
});
console.log(r.target, r.backend, r.absent, r.outcomes.size, (Date.now() - started) / 1000, 's');
