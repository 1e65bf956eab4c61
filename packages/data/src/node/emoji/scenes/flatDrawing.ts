import { check, printable } from '@ganblocks/core';
import { OUTLINE, sceneLabelOf } from './emojiSceneLabels';
import { INITIAL_PAINT, paintOf } from './svgPaint';
import type { SvgPaint } from './svgPaint';
import { svgTags } from './svgTags';
import type { SvgTag } from './svgTags';

/** A drawing whose pixels say which instance they belong to. */
export interface FlatDrawing {
  /** Every instance is painted in one colour of its own, `codeOf` of its number, without antialiasing. */
  readonly svg: string;
  /** The label of each instance, in the order of their numbers, which begin with 1. */
  readonly labels: readonly number[];
}

const GROUPS = ['svg', 'g'];
const SHAPES = ['path', 'circle', 'ellipse', 'rect', 'polygon', 'polyline', 'line'];
/** What they hold is painted by nothing but their name. */
const DEFINITIONS = ['defs', 'clipPath'];
/** They would change what is painted, and no drawing of the sets has them. */
const REFUSED = ['style', 'mask', 'filter', 'visibility', 'marker', 'marker-start', 'marker-mid'];
const PAINT = ['fill', 'stroke', 'opacity', 'fill-opacity', 'stroke-opacity', 'shape-rendering'];

/** What is no more opaque than this only tints what is under it. */
const TINT = 0.5;
/** A number spread over 24 bits, so that a mixture of two codes is no third. */
const SPREAD = 0x9e3779;

/** The colour of an instance, 0xrrggbb; no two are the same. */
export const codeOf = (instance: number): number => Math.imul(instance, SPREAD) & 0xffffff;

interface Layer {
  readonly paint: SvgPaint;
  /** Within a layer of lines. */
  readonly line: boolean;
  /** Within a definition or what is not displayed. */
  readonly hidden: boolean;
}

/**
 * Rewrites a drawing of flat shapes: each filled shape is one instance, in the order of the document, and so is a stroke of another colour than its
 * shape's fill. All that is black in the layers named 'line' is one instance together, the outline. What is at most half opaque is left out.
 *
 * @throws GanError with what cannot be rewritten, without a place, as `buildCache` says it.
 */
export function flatDrawing(source: string, pixels: number): FlatDrawing {
  const labels: number[] = [];
  let outline: number | undefined;
  const instanceOf = (color: number, line: boolean): number => {
    if (line && color === 0) return (outline ??= labels.push(OUTLINE));
    return labels.push(sceneLabelOf(color));
  };
  const layers: Layer[] = [{ paint: INITIAL_PAINT, line: false, hidden: false }];
  const tags = svgTags(source).map((tag) => {
    if (tag.kind === 'close') {
      layers.pop();
      return `</${tag.name}>`;
    }
    check(tag.name !== 'svg' || layers.length === 1, () => 'it has an <svg> within its <svg>');
    const layer = layerOf(tag, layers.at(-1)!);
    if (tag.kind === 'open') layers.push(layer);
    if (!SHAPES.includes(tag.name) || layer.hidden) return written(tag, tag.name === 'svg' ? rootAttributes(pixels) : []);
    const { fill, stroke } = visible(layer.paint, tag.name);
    const filled = fill === undefined ? undefined : instanceOf(fill, layer.line);
    const drawn = stroke === undefined || stroke === fill ? filled : instanceOf(stroke, layer.line);
    return written(tag, [
      ['fill', painted(filled)],
      ['stroke', painted(stroke === undefined ? undefined : drawn)],
    ]);
  });
  return { svg: tags.join(''), labels };
}

function layerOf(tag: SvgTag, parent: Layer): Layer {
  const { name, attributes } = tag;
  const isKnown = [...GROUPS, ...SHAPES, ...DEFINITIONS].includes(name);
  check(isKnown, () => `its element <${printable(name, 30)}> is none of ${[...GROUPS, ...SHAPES, ...DEFINITIONS].join(', ')}`);
  const refused = REFUSED.find((key) => attributes.has(key));
  check(refused === undefined, () => `the attribute '${refused}' of its <${name}> cannot be told apart in a map`);
  const hidden = parent.hidden || DEFINITIONS.includes(name) || attributes.get('display') === 'none';
  return { paint: paintOf(tag, parent.paint), line: isLine(tag, parent.line), hidden };
}

/** OpenMoji names its layers: 'line', 'line-2', 'line-supplement', …; others begin with 'color', 'skin', 'hair'. */
function isLine({ name, attributes }: SvgTag, parent: boolean): boolean {
  const id = name === 'g' ? (attributes.get('id') ?? '') : '';
  return id.startsWith('line') || (parent && !/^(?:color|skin|hair)/.test(id));
}

function visible({ fill, stroke, opacity, fillOpacity, strokeOpacity }: SvgPaint, name: string): Pick<SvgPaint, 'fill' | 'stroke'> {
  return {
    fill: name !== 'line' && opacity * fillOpacity > TINT ? fill : undefined,
    stroke: opacity * strokeOpacity > TINT ? stroke : undefined,
  };
}

const painted = (instance: number | undefined): string =>
  instance === undefined ? 'none' : `#${codeOf(instance).toString(16).padStart(6, '0')}`;

const rootAttributes = (pixels: number): [string, string][] => [
  ['width', String(pixels)],
  ['height', String(pixels)],
  ['shape-rendering', 'crispEdges'],
];

function written({ name, kind, attributes }: SvgTag, changed: readonly (readonly [string, string])[]): string {
  const merged = new Map([...[...attributes].filter(([key]) => !PAINT.includes(key)), ...changed]);
  const text = [...merged].map(([key, value]) => ` ${key}="${value.replaceAll('"', '&quot;')}"`).join('');
  return `<${name}${text}${kind === 'empty' ? '/' : ''}>`;
}
