import { describe, expect, test } from '@jest/globals';
import { OUTLINE, emojiSceneLabels, sceneLabelOf } from './emojiSceneLabels';
import { oklab } from './oklab';

const nameOf = (color: number): string => emojiSceneLabels[sceneLabelOf(color)]!.name;

describe('emojiSceneLabels', () => {
  test('are 14 names, each colour of its own class', () => {
    const names = 'background black gray white red orange yellow green blue purple pink brown beige outline'.split(' ');
    expect(emojiSceneLabels.map(({ name }) => name)).toEqual(names);
    expect(OUTLINE).toBe(13);
    for (const { name, color } of emojiSceneLabels.slice(1, OUTLINE))
      expect(nameOf((color[0] << 16) | (color[1] << 8) | color[2])).toBe(name);
  });

  test('name the colours of the two sets', () => {
    // Twemoji: skin from light to dark, the yellow of faces and hands, lips, hearts, metal, water, leaves.
    expect([0xf7dece, 0xf3d2a2, 0xd5ab88, 0xaf7e57, 0x7c533e].map(nameOf)).toEqual(['beige', 'beige', 'beige', 'brown', 'brown']);
    expect([0xffcc4d, 0xffdc5d, 0xc1694f, 0xdd2e44, 0x99aab5, 0x55acee, 0x77b255].map(nameOf)).toEqual(
      'yellow yellow brown red gray blue green'.split(' '),
    );
    // The palette of OpenMoji.
    const palette = [0x92d3f5, 0x61b2e4, 0x1e50a0, 0xea5a47, 0xd22f27, 0xb1cc33, 0x5c9e31, 0xfcea2b, 0xf1b31c, 0xf4aa41, 0xe27022];
    expect(palette.map(nameOf)).toEqual('blue blue blue red red green green yellow orange orange orange'.split(' '));
    expect([0xa57939, 0x6a462f, 0xffa7c0, 0x8967aa, 0xb399c8, 0x3f3f3f, 0x9b9b9a, 0xd0cfce, 0xffffff].map(nameOf)).toEqual(
      'brown brown pink purple purple black gray gray white'.split(' '),
    );
  });
});

describe('oklab', () => {
  test('has the published values', () => {
    const rounded = (color: number): number[] => oklab(color).map((value) => Math.round(1000 * value) / 1000 + 0);
    expect([0xffffff, 0x000000, 0xff0000, 0x00ff00, 0x0000ff].map(rounded)).toEqual([
      [1, 0, 0],
      [0, 0, 0],
      [0.628, 0.225, 0.126],
      [0.866, -0.234, 0.179],
      [0.452, -0.032, -0.312],
    ]);
  });
});
