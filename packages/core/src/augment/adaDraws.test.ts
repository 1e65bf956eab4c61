import { describe, expect, test } from '@jest/globals';
import { randomStream } from '../random/index';
import { type AdaDraw, drawColors, drawCutout, drawGains, drawGeometry, drawNoise } from './adaDraws';
import { type AdaStrengths, magnitudesOf, strengthsOf } from './adaStrengths';
import { isIdentity, type Matrix } from './matrix';

const COUNT = 6000;
const size = { height: 16, width: 32 };
const at = (pipe: AdaStrengths, probability = 1): AdaDraw => ({
  random: randomStream(1),
  strengths: strengthsOf('test', pipe),
  magnitudes: magnitudesOf('test', {}),
  probability,
});
const many = <T>(draw: () => T): T[] => Array.from({ length: COUNT }, draw);
const geometry = (pipe: AdaStrengths, probability?: number): Matrix[] => {
  const draw = at(pipe, probability);
  return many(() => drawGeometry(draw, size));
};
const colors = (pipe: AdaStrengths, channels = 3): Matrix[] => {
  const draw = at(pipe);
  return many(() => drawColors(draw, channels));
};
const entry = (matrix: Matrix, i: number, j: number): number => matrix[i]?.[j] ?? NaN;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value ** 2)) - mean(values) ** 2);
const share = <T>(values: readonly T[], holds: (value: T) => boolean): number => values.filter(holds).length / values.length;

describe('geometric draws', () => {
  test('flip half of the images', () => {
    const drawn = geometry({ flip: 1 });
    expect(share(drawn, (matrix) => entry(matrix, 0, 0) === -1)).toBeCloseTo(0.5, 1);
    expect(drawn.every((matrix) => Math.abs(entry(matrix, 0, 0)) === 1 && entry(matrix, 1, 1) === 1)).toBe(true);
  });

  test('turn by each quarter equally often, exactly', () => {
    const turns = geometry({ rotate90: 1 }).map((matrix) => [entry(matrix, 0, 0), entry(matrix, 1, 0)].map((value) => value + 0).join());
    for (const turn of ['1,0', '0,1', '-1,0', '0,-1']) expect(Math.abs(share(turns, (other) => other === turn) - 0.25)).toBeLessThan(0.02);
  });

  test('translate by whole pixels, up to an eighth', () => {
    const drawn = geometry({ integerTranslation: 1 });
    const [x, y] = [drawn.map((matrix) => entry(matrix, 0, 2)), drawn.map((matrix) => entry(matrix, 1, 2))];
    expect([Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)]).toEqual([-4, 4, -2, 2]);
    expect([...x, ...y].every(Number.isInteger)).toBe(true);
  });

  test('scale by a factor of deviation 0.2 octaves', () => {
    const octaves = geometry({ scale: 1 }).map((matrix) => Math.log2(entry(matrix, 0, 0)));
    expect(Math.abs(mean(octaves))).toBeLessThan(0.01);
    expect(deviation(octaves)).toBeCloseTo(0.2, 1);
  });

  test('scale anisotropically, and keep the area', () => {
    const drawn = geometry({ anisotropicScale: 1 });
    for (const matrix of drawn.slice(0, 99)) expect(entry(matrix, 0, 0) * entry(matrix, 1, 1)).toBeCloseTo(1, 12);
    expect(deviation(drawn.map((matrix) => Math.log2(entry(matrix, 0, 0))))).toBeCloseTo(0.2, 1);
  });

  test('translate by fractions of a deviation of an eighth of the size', () => {
    const drawn = geometry({ fractionalTranslation: 1 });
    expect(Math.abs(deviation(drawn.map((matrix) => entry(matrix, 0, 2))) - 4)).toBeLessThan(0.15);
    expect(Math.abs(deviation(drawn.map((matrix) => entry(matrix, 1, 2))) - 2)).toBeLessThan(0.08);
  });

  test('rotate by any angle, before or after or both with the probability together', () => {
    const full = geometry({ rotate: 1 }).map((matrix) => Math.atan2(entry(matrix, 1, 0), entry(matrix, 0, 0)));
    expect(Math.abs(mean(full))).toBeLessThan(0.06);
    expect(Math.abs(deviation(full) - Math.PI / Math.sqrt(3))).toBeLessThan(0.05);
    const still = share(geometry({ rotate: 1 }, 0.4), isIdentity);
    expect(Math.abs(still - 0.6)).toBeLessThan(0.02);
  });
});

describe('colour draws', () => {
  test('have the deviations of the paper', () => {
    expect(Math.abs(deviation(colors({ brightness: 1 }).map((matrix) => entry(matrix, 0, 3))) - 0.2)).toBeLessThan(0.01);
    expect(Math.abs(deviation(colors({ contrast: 1 }).map((matrix) => Math.log2(entry(matrix, 1, 1)))) - 0.5)).toBeLessThan(0.02);
    const factors = colors({ saturation: 1 }).map((matrix) => Math.log2(entry(matrix, 0, 0) - entry(matrix, 0, 1)));
    expect(Math.abs(deviation(factors) - 1)).toBeLessThan(0.03);
    expect(Math.abs(share(colors({ lumaFlip: 1 }), isIdentity) - 0.5)).toBeLessThan(0.02);
    const traces = colors({ hue: 1 }).map((matrix) => (3 * entry(matrix, 0, 0) - 1) / 2);
    expect(Math.abs(mean(traces))).toBeLessThan(0.03); // of the cosine of the angle
    expect(Math.abs(mean(traces.map((cosine) => cosine ** 2)) - 0.5)).toBeLessThan(0.02);
  });

  test('leave hue and saturation of gray images alone', () => {
    expect(colors({ hue: 1, saturation: 1 }, 1).every(isIdentity)).toBe(true);
  });
});

describe('other draws', () => {
  test('gains keep the power of a natural image', () => {
    const draw = at({ filter: 1 });
    for (const gains of many(() => drawGains(draw)).slice(0, 200)) {
      expect(gains).toHaveLength(4);
      expect(gains.every((gain) => gain > 0 && gain !== 1)).toBe(true);
    }
    const alone: AdaDraw = { ...at({ filter: 1 }, 0.02) };
    for (const gains of many(() => drawGains(alone)).filter((row) => new Set(row).size === 2)) {
      const power = gains.reduce((sum, gain, band) => sum + (gain ** 2 * (band === 0 ? 10 : 1)) / 13, 0);
      expect(power).toBeCloseTo(1, 10);
    }
  });

  test('noise has half a Gaussian’s deviations, cutout any middle', () => {
    const noise = at({ noise: 1 });
    expect(Math.abs(mean(many(() => drawNoise(noise))) - 0.1 * Math.sqrt(2 / Math.PI))).toBeLessThan(0.003);
    const cut = at({ cutout: 1 });
    const boxes = many(() => drawCutout(cut));
    expect(boxes.every((box) => box.size[0] === 0.5 && box.size[1] === 0.5)).toBe(true);
    for (const axis of [0, 1] as const) expect(Math.abs(mean(boxes.map(({ center }) => center[axis])) - 0.5)).toBeLessThan(0.02);
  });

  test('each takes part with its multiplier times the probability', () => {
    const counted = (draw: () => boolean): number => share(many(draw), Boolean);
    for (const name of ['scale', 'anisotropicScale', 'fractionalTranslation'] as const) {
      const draw = at({ [name]: 0.5 }, 0.6);
      expect(Math.abs(counted(() => !isIdentity(drawGeometry(draw, size))) - 0.3)).toBeLessThan(0.02);
    }
    for (const name of ['brightness', 'contrast', 'hue', 'saturation'] as const) {
      const draw = at({ [name]: 0.5 }, 0.6);
      expect(Math.abs(counted(() => !isIdentity(drawColors(draw, 3))) - 0.3)).toBeLessThan(0.02);
    }
    const [filter, noise, box] = [at({ filter: 1 }, 0.3), at({ noise: 0.5 }, 0.6), at({ cutout: 0.5 }, 0.6)];
    expect(Math.abs(counted(() => drawGains(filter).some((gain) => gain !== 1)) - (1 - 0.7 ** 4))).toBeLessThan(0.02);
    expect(Math.abs(counted(() => drawNoise(noise) > 0) - 0.3)).toBeLessThan(0.02);
    expect(Math.abs(counted(() => drawCutout(box).size[0] > 0) - 0.3)).toBeLessThan(0.02);
  });

  test('come after as many numbers whatever the probability', () => {
    const everything = strengthsOf('test', 'bgcfnc');
    const after = [0, 0.3, 1].map((probability) => {
      const draw = { ...at({}, probability), strengths: everything };
      drawGeometry(draw, size);
      drawColors(draw, 3);
      drawGains(draw);
      drawNoise(draw);
      drawCutout(draw);
      return draw.random.next();
    });
    expect(new Set(after).size).toBe(1);
  });
});
