/** A stretch of a curve: where it ends, and mean, lowest and highest of its values. */
export type CurvePoint = readonly [images: number, mean: number, low: number, high: number];

/** A curve of any length in bounded memory. */
export interface Curve {
  add(images: number, value: number): void;
  points(): CurvePoint[];
}

interface Stretch {
  images: number;
  sum: number;
  count: number;
  low: number;
  high: number;
}

/** Keeps at most `limit` points (default 800): when they are full, neighbours are joined, and new ones gather likewise; lowest and highest stay, so that a spike is seen. */
export function curve(limit = 800): Curve {
  let stretches: Stretch[] = [];
  let width = 1;
  return {
    add(images, value) {
      const last = stretches.at(-1);
      if (last && last.count < width) {
        last.images = images;
        last.sum += value;
        last.count += 1;
        last.low = Math.min(last.low, value);
        last.high = Math.max(last.high, value);
        return;
      }
      stretches.push({ images, sum: value, count: 1, low: value, high: value });
      if (stretches.length <= limit) return;
      stretches = pairs(stretches);
      width *= 2;
    },
    points: () => stretches.map(({ images, sum, count, low, high }) => [images, sum / count, low, high] as const),
  };
}

function joined(a: Stretch, b: Stretch): Stretch {
  return { images: b.images, sum: a.sum + b.sum, count: a.count + b.count, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

function pairs(stretches: readonly Stretch[]): Stretch[] {
  return stretches.flatMap((stretch, index) => {
    if (index % 2 === 1) return [];
    const next = stretches[index + 1];
    return [next ? joined(stretch, next) : stretch];
  });
}
