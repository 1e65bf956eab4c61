import { describe, expect, test } from '@jest/globals';
import { svgTags } from './svgTags';

describe('svgTags', () => {
  test('gives tags in order, without what paints nothing', () => {
    const svg = `<?xml version="1.0"?><!-- a <b> -->
      <svg xmlns="http://www.w3.org/2000/svg" viewBox='0 0 4 4'>
        <g id = "a"><path d="M0 0
          h4"/></g>stray
      </svg>`;
    expect(svgTags(svg).map(({ name, kind, attributes }) => [name, kind, Object.fromEntries(attributes)])).toEqual([
      ['svg', 'open', { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 4 4' }],
      ['g', 'open', { id: 'a' }],
      ['path', 'empty', { d: 'M0 0\n          h4' }],
      ['g', 'close', {}],
      ['svg', 'close', {}],
    ]);
  });

  test('says what is wrong', () => {
    expect(() => svgTags('')).toThrow('expected <svg>. Got no tag');
    expect(() => svgTags('<html/>')).toThrow('expected <svg>. Got <html>');
    expect(() => svgTags('<svg>')).toThrow('its <svg> is not closed');
    expect(() => svgTags('<svg></g></svg>')).toThrow('its </g> closes <svg>');
    expect(() => svgTags('</svg>')).toThrow('its </svg> closes nothing');
    expect(() => svgTags('<svg><path d=1/></svg>')).toThrow('expected attributes of <path>. Got  d=1');
    expect(() => svgTags('<svg><path d="1" d="2"/></svg>')).toThrow('expected attributes of <path>. Got  d="2"');
    expect(() => svgTags('<svg><!-- </svg>')).toThrow('expected a tag. Got <!-- </svg>');
    expect(() => svgTags('<svg></svg/>')).toThrow('expected a tag. Got </svg/>');
  });
});
