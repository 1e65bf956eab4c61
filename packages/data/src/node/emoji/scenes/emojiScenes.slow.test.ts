import { describe, expect, test } from '@jest/globals';
import { sceneAgreement } from '../../../../tests/sceneAgreement';
import { temporaryFolder } from '../../../../tests/temporaryFolder';
import { OUTLINE } from './emojiSceneLabels';
import { emojiScenes } from './emojiScenes';

const folder = temporaryFolder();

describe('emojiScenes of all emoji', () => {
  test.each(['twemoji', 'openmoji'] as const)(
    'in %s agree with their images',
    async (style) => {
      const scenes = await emojiScenes({ style, split: 'all', cacheFolder: folder.path('cache') });
      const { images, labelMaps, instanceMaps } = scenes;
      expect([labelMaps.size, instanceMaps.size]).toEqual([images.size, images.size]);
      const { labelled, white, deviation, highest } = await sceneAgreement(scenes);
      expect(Math.min(labelled, white)).toBeGreaterThan(0.995);
      expect(deviation).toBeLessThan(1);
      expect(highest[0]).toBeLessThanOrEqual(OUTLINE);
      expect(highest[1]).toBeLessThan(100);
      await Promise.all([images, labelMaps, instanceMaps].map((table) => table.close()));
    },
    300_000,
  );
});
