import { check, printable } from '@ganblocks/core';
import type { SvgTag } from './svgTags';

/** What an element paints with, its parents' attributes included. */
export interface SvgPaint {
  /** 0xrrggbb, or nothing. */
  readonly fill: number | undefined;
  readonly stroke: number | undefined;
  /** Of the element with all its groups, 0 … 1. */
  readonly opacity: number;
  readonly fillOpacity: number;
  readonly strokeOpacity: number;
}

/** Black, without lines, opaque. */
export const INITIAL_PAINT: SvgPaint = { fill: 0, stroke: undefined, opacity: 1, fillOpacity: 1, strokeOpacity: 1 };

/** The names of colours that the sets have. */
const NAMED: Readonly<Record<string, number>> = {
  azure: 0xf0ffff,
  black: 0x000000,
  green: 0x008000,
  navy: 0x000080,
  red: 0xff0000,
  white: 0xffffff,
};

/** Of an element in a parent that paints with `parent`. @throws GanError where a colour or an opacity is none. */
export function paintOf({ name, attributes }: SvgTag, parent: SvgPaint): SvgPaint {
  const color = (key: 'fill' | 'stroke'): number | undefined => {
    const value = attributes.get(key);
    return value === undefined ? parent[key] : colorOf(value, `${key} of <${name}>`);
  };
  const share = (key: string, other: number): number => {
    const value = attributes.get(key);
    if (value === undefined) return other;
    const number = Number(value);
    check(value !== '' && number >= 0 && number <= 1, () => `expected ${key} of <${name}> from 0 to 1. Got '${printable(value, 30)}'`);
    return number;
  };
  return {
    fill: color('fill'),
    stroke: color('stroke'),
    opacity: parent.opacity * share('opacity', 1),
    fillOpacity: share('fill-opacity', parent.fillOpacity),
    strokeOpacity: share('stroke-opacity', parent.strokeOpacity),
  };
}

function colorOf(text: string, what: string): number | undefined {
  if (text === 'none') return undefined;
  if (/^#[\da-f]{6}$/i.test(text)) return Number.parseInt(text.slice(1), 16);
  if (/^#[\da-f]{3}$/i.test(text)) return Number.parseInt(text.slice(1).replace(/./g, '$&$&'), 16);
  const named = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  check(named !== undefined, () => `expected a colour as ${what}. Got '${printable(text, 30)}'`);
  return named;
}
