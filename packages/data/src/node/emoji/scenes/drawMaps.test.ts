import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { drawMaps } from './drawMaps';
import { emojiSceneLabels } from './emojiSceneLabels';
import { flatDrawing } from './flatDrawing';
import { sceneMaps } from './sceneMaps';

const SIZE = 32;

/** Pixels of each instance, or of each label, of a drawing of 32 x 32. */
async function drawn(
  inner: string,
  root = '',
): Promise<{ instances: Record<number, number>; labels: Record<string, number>; map: Uint8Array }> {
  const map = await drawMaps(sharp, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"${root}>${inner}</svg>`, SIZE);
  const [byInstance, byLabel]: [Record<number, number>, Record<string, number>] = [{}, {}];
  for (let at = 0; at < map.length; at += 3) {
    const [name, instance] = [emojiSceneLabels[map[at]!]!.name, map[at + 1]! + 256 * map[at + 2]!];
    byInstance[instance] = (byInstance[instance] ?? 0) + 1;
    byLabel[name] = (byLabel[name] ?? 0) + 1;
  }
  return { instances: byInstance, labels: byLabel, map };
}

const square = (x: number, y: number, side: number, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${side}" height="${side}" ${more}/>`;
const RED = 'fill="#dd2e44"';
const BLUE = 'fill="#3b88c3"';

describe('maps of a drawing', () => {
  test('give each shape its pixels, the later one on top', async () => {
    const { instances, labels, map } = await drawn(square(0, 0, 20, RED) + square(10, 10, 16, BLUE) + square(30, 0, 2, RED));
    expect(instances).toEqual({ 0: 1024 - 300 - 256 - 4, 1: 300, 2: 256, 3: 4 });
    expect(labels).toEqual({ background: 464, red: 304, blue: 256 });
    expect([...map.subarray(0, 3)]).toEqual([4, 1, 0]);
  });

  test('have no pixel between two shapes, however round', async () => {
    const { instances } = await drawn(`<circle cx="16" cy="16" r="15" ${RED}/><ellipse cx="17.3" cy="15.2" rx="9.7" ry="5.1" ${BLUE}/>`);
    expect(Object.keys(instances)).toEqual(['0', '1', '2']);
    expect(Math.abs(instances[1]! + instances[2]! - Math.PI * 15 ** 2)).toBeLessThan(12);
    expect(Math.abs(instances[2]! - Math.PI * 9.7 * 5.1)).toBeLessThan(6);
  });

  test('follow the fills of groups, and their transforms', async () => {
    const { labels } = await drawn(
      `<g ${RED} transform="translate(8 4)"><g transform="scale(2)">${square(0, 0, 4)}${square(6, 0, 2, BLUE)}</g></g>`,
    );
    expect(labels).toEqual({ background: 1024 - 80, red: 64, blue: 16 });
    expect((await drawn(square(0, 0, 4), ' fill="#5c9e31"')).labels).toMatchObject({ green: 16 });
    expect((await drawn(square(0, 0, 4))).labels).toMatchObject({ black: 16 });
    expect((await drawn(`<g fill="red">${square(0, 0, 4, 'fill="none"')}${square(0, 9, 3, 'fill="#FFF"')}</g>`)).labels).toEqual({
      background: 1024 - 9,
      white: 9,
    });
  });

  test('take a stroke with its fill, and one of another colour apart', async () => {
    const line = 'stroke-width="2"';
    expect((await drawn(square(4, 4, 8, `${RED} stroke="#DD2E44" ${line}`))).instances).toEqual({ 0: 1024 - 100, 1: 100 });
    const other = await drawn(square(4, 4, 8, `${RED} stroke="#000" ${line}`));
    expect([other.instances, other.labels]).toEqual([
      { 0: 1024 - 100, 1: 36, 2: 64 },
      { background: 1024 - 100, red: 36, black: 64 },
    ]);
  });

  test('make one outline of the black in layers of lines, even where colours lie over it', async () => {
    const { instances, labels } = await drawn(
      `<g id="color">${square(0, 0, 8, RED)}</g><g id="line">${square(0, 0, 2)}<line x1="0" y1="10" x2="32" y2="10" stroke="#000" stroke-width="2"/>
       ${square(20, 20, 3, 'fill="#fff"')}</g><g id="line-2"><g id="color-2">${square(16, 9, 2, BLUE)}${square(28, 28, 2)}</g>${square(0, 30, 2)}</g>`,
    );
    expect(labels).toEqual({ background: 1024 - 64 - 64 - 9 - 4 - 4, red: 60, outline: 4 + 60 + 4, white: 9, blue: 4, black: 4 });
    expect(instances).toMatchObject({ 1: 60, 2: 68, 3: 9, 4: 4, 5: 4 });
  });

  test('leave out what is not seen, or tints only', async () => {
    const shapes = [
      square(0, 0, 4, 'opacity=".5"'),
      square(0, 8, 4, 'fill-opacity="0"'),
      `<g opacity=".7">${square(0, 16, 4, 'opacity=".7"')}</g>`,
      `<g display="none">${square(8, 0, 4)}</g>`,
      `<defs>${square(8, 8, 4)}</defs>`,
      `<line x1="0" y1="0" x2="9" y2="9"/>`,
    ];
    expect((await drawn(shapes.join('') + square(20, 20, 2, `${RED} opacity=".6"`))).instances).toEqual({ 0: 1020, 1: 4 });
  });

  test('resolve what a clip path mixes to the nearer of its neighbours', async () => {
    const clip = `<clipPath id="a"><circle cx="16" cy="16" r="10.3"/></clipPath>`;
    const over = await drawn(`${clip}${square(0, 0, 32, BLUE)}<g clip-path="url(#a)">${square(0, 0, 32, RED)}</g>`);
    expect(Object.keys(over.instances)).toEqual(['1', '2']);
    expect(Math.abs(over.instances[2]! - Math.PI * 10.3 ** 2)).toBeLessThan(8);
    const alone = await drawn(`${clip}<g clip-path="url(#a)">${square(0, 0, 32, RED)}</g>`);
    expect(alone.instances).toEqual({ 0: over.instances[1], 1: over.instances[2] });
  });

  test('count more shapes than a byte can', async () => {
    const shapes = Array.from({ length: 300 }, (_, at) => square(at % 30, Math.floor(at / 30), 1, at % 2 ? RED : BLUE));
    const { instances, map } = await drawn(shapes.join(''));
    expect(Object.keys(instances)).toHaveLength(301);
    expect([...map.subarray(3 * (9 * SIZE + 29), 3 * (9 * SIZE + 30))]).toEqual([4, 300 & 255, 1]);
  });

  test('name what cannot be told apart', () => {
    const flat = (inner: string) => () => flatDrawing(`<svg>${inner}</svg>`, SIZE);
    expect(flat('<use href="#a"/>')).toThrow(/^its element <use> is none of svg, g, path, /);
    expect(flat('<g><svg/></g>')).toThrow('it has an <svg> within its <svg>');
    expect(flat('<path style="fill:red"/>')).toThrow("the attribute 'style' of its <path> cannot be told apart in a map");
    expect(flat('<g mask="url(#m)"></g>')).toThrow("the attribute 'mask' of its <g>");
    expect(flat('<path fill="url(#gradient)"/>')).toThrow("expected a colour as fill of <path>. Got 'url(#gradient)'");
    expect(flat('<path stroke="rgb(1,2,3)"/>')).toThrow("expected a colour as stroke of <path>. Got 'rgb(1,2,3)'");
    expect(flat('<path opacity="50%"/>')).toThrow("expected opacity of <path> from 0 to 1. Got '50%'");
    expect(() => sceneMaps(Uint8Array.of(9, 9, 9, 255), [1], 1)).toThrow('it is drawn in colours that belong to none of its shapes');
    expect(() => sceneMaps(new Uint8Array(4), [], 2)).toThrow('it is drawn in 4 bytes, not 2 x 2 x 4');
  });
});
