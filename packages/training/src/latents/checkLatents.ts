import { check, type Latents, type LatentSpace } from '@ganblocks/core';

/** Throws a GanError unless the points are `[N, D]` of the space, or `[N, L, D]` where it has styles; `count`: where N must be that. */
export function checkLatents(where: string, what: string, { name, size, styles }: LatentSpace, latents: Latents, count?: number): void {
  const { rank, shape } = latents;
  const fits =
    shape.at(-1) === size && (rank === 2 || (rank === 3 && shape[1] === styles)) && shape[0] === (count ?? shape[0]) && shape[0] > 0;
  check(fits, () => {
    const n = count ?? 'N';
    const each = styles === undefined ? '' : ` or [${n}, ${styles}, ${size}]`;
    return `${where}: ${what} of '${name}' must be [${n}, ${size}]${each}. Got [${shape.join(', ')}].`;
  });
}
