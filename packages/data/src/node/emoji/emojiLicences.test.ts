import { expect, test } from '@jest/globals';
import { emojiLicences } from './emojiLicences';

test('the licences are those of the packages, with what to write beside their pictures', () => {
  const all = emojiLicences();
  expect(all.map(({ of, shareAlike }) => [of, shareAlike])).toEqual([
    ['openmoji', true],
    ['openmojiBlack', true],
    ['twemoji', false],
    ['fluent', false],
    ['names', false],
  ]);
  expect(emojiLicences(['twemoji']).map(({ creditLine }) => creditLine)).toEqual([
    'Twemoji, copyright Twitter, Inc and other contributors (https://github.com/jdecked/twemoji). Licence: CC-BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Changed: rendered and resized.',
    'Emojibase, copyright Miles Johnson (https://emojibase.dev). Licence: MIT.',
  ]);
  for (const { creditLine, attribution, licence } of all) for (const part of [attribution, licence]) expect(creditLine).toContain(part);
  expect(() => emojiLicences(['apple' as 'fluent'])).toThrow(/styles must be among openmoji, .*Got "apple"/);
});
