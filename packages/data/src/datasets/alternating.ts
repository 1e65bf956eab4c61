import { check, shown } from '@ganblocks/core';
import type { AttributeBatch, BatchStream, Dataset } from '@ganblocks/core';
import type { AttributeDataset } from './attributeImages';
import { derivedSeed } from './derivedSeed';
import { streamGroup } from './streamGroup';

/** Data sets that train together, with how many attributes each has: the `sizes` of `unifiedLabels` and `domainLogits`. */
export interface AlternatingDataset extends Dataset<AttributeBatch> {
  readonly sizes: readonly number[];
}

/**
 * Several data sets with attributes of their own that train one network, as StarGAN trains with CelebA and RaFD: batch t comes from set t mod n, and
 * `source` says which that is, whatever the set itself says. `size` is that of all together, though a small set comes as often as a large one.
 *
 * `sizes` are the numbers of attributes; where you pass what you expect, the sets are held to it. `unifiedLabels(attributes, { sizes, source })` of the
 * losses makes StarGAN's label with its mask vector of a batch. The caller disposes the tensors.
 *
 * @throws GanError unless there are two sets or more, with as many attributes as `sizes` says.
 * @see Choi et al. 2018, "StarGAN: Unified Generative Adversarial Networks for Multi-Domain Image-to-Image Translation", section 3.2, https://arxiv.org/abs/1711.09020
 * @example
 * const grays = arrayTable({ name: 'grays', images: Uint8Array.of(0, 255), shape: [2, 1, 1, 1], labels: [0, 1], classes: ['black', 'white'] });
 * const both = alternating([attributeImages(grays), attributeImages(grays, { attributes: ['white'] })]);
 * both.sizes; // [2, 1]
 */
export function alternating(sets: readonly AttributeDataset[], sizes: readonly number[] = sets.map(widthOf)): AlternatingDataset {
  const name = sets.map((set) => set.name).join(' | ');
  check(sets.length > 1, () => `alternating: expected two data sets or more. Got ${sets.length}. One alone needs no alternating.`);
  const widths = sets.map(widthOf);
  check(
    widths.length === sizes.length && widths.every((width, i) => width === sizes[i]),
    () =>
      `alternating: sizes must be the numbers of attributes of the sets, ${shown(widths)}. Got ${shown(sizes)}. Choose the attributes of each set.`,
  );
  const size = sets.reduce((sum, set) => sum + set.size, 0);
  return {
    name,
    size,
    sizes: widths,
    describe: () => ({ name, size, sets: sets.map((set, source) => ({ ...set.describe(), source })) }),
    stream(request): BatchStream<AttributeBatch> {
      const streams = sets.map((set, source) => set.stream({ ...request, seed: derivedSeed(request.seed, `set ${source}`) }));
      const group = streamGroup(name, streams);
      let turn = 0;
      return {
        ...group,
        async next() {
          const source = turn;
          turn = (turn + 1) % streams.length;
          const batch = await streams[source]!.next();
          return { ...batch, source };
        },
        toJson: () => ({ turn, ...group.toJson() }),
        restore(tensors, json) {
          const { turn: saved, ...rest } = json;
          const valid = typeof saved === 'number' && Number.isSafeInteger(saved) && saved >= 0 && saved < sets.length;
          check(valid, () => {
            return `${name} stream: turn must be a whole number from 0 to ${sets.length - 1}. Got ${shown(saved)}. Restore what this data set’s own stream saved with toJson().`;
          });
          group.restore(tensors, rest);
          turn = saved;
        },
      };
    },
  };
}

function widthOf(set: AttributeDataset): number {
  return set.attributes.length;
}
