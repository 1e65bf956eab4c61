import { check, printable } from '@ganblocks/core';

/** A tag of an SVG file. */
export interface SvgTag {
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  /** As they are written, entities included. */
  readonly attributes: ReadonlyMap<string, string>;
}

const TAG = /<(\/?)([A-Za-z][\w:.-]*)([^<>]*?)(\/?)>/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
/** What stands between tags and paints nothing; so does text where no element is for text. */
const BETWEEN = /(?:[^<]+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*/y;

/**
 * The tags of an SVG without text, one after the other, each open one closed by its own name.
 *
 * @throws GanError with what is wrong, without a place, as `buildCache` says it.
 */
export function svgTags(svg: string): SvgTag[] {
  const tags: SvgTag[] = [];
  const open: string[] = [];
  let at = skip(svg, 0);
  while (at < svg.length) {
    const tag = tagAt(svg, at);
    if (tag.kind === 'open') open.push(tag.name);
    if (tag.kind === 'close') {
      const name = open.pop();
      check(name === tag.name, () => `its </${tag.name}> closes ${name === undefined ? 'nothing' : `<${name}>`}`);
    }
    tags.push(tag);
    at = skip(svg, TAG.lastIndex);
  }
  check(tags[0]?.name === 'svg', () => `expected <svg>. Got ${tags[0] === undefined ? 'no tag' : `<${tags[0].name}>`}`);
  check(open.length === 0, () => `its <${open.at(-1) ?? ''}> is not closed`);
  return tags;
}

function skip(svg: string, at: number): number {
  BETWEEN.lastIndex = at;
  BETWEEN.test(svg);
  return BETWEEN.lastIndex;
}

function tagAt(svg: string, at: number): SvgTag {
  TAG.lastIndex = at;
  const [, slash, name = '', text = '', end] = TAG.exec(svg) ?? [];
  check(name !== '' && !(slash && end), () => `expected a tag. Got ${printable(svg.slice(at, at + 40))}`);
  const kind = slash ? 'close' : end ? 'empty' : 'open';
  return { name, kind, attributes: attributesOf(text, name) };
}

function attributesOf(text: string, name: string): Map<string, string> {
  const attributes = new Map<string, string>();
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    ATTRIBUTE.lastIndex = at;
    const [, key, double, single] = ATTRIBUTE.exec(text) ?? [];
    check(key !== undefined && !attributes.has(key), () => `expected attributes of <${name}>. Got ${printable(text.slice(at, at + 40))}`);
    attributes.set(key, double ?? single ?? '');
    at = ATTRIBUTE.lastIndex;
  }
  return attributes;
}
