import { check } from '@ganblocks/core';
import type { CaptionBatch, Dataset } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { captionNumbers, shortened } from '../captions/captionNumbers';
import { tokenizeCaption } from '../captions/tokenizeCaption';
import type { Tokenizer } from '../captions/tokenizeCaption';
import { vocabularyOf } from '../captions/vocabulary';
import type { ImageTable } from '../tables/imageTable';
import { atResolution } from './atResolution';
import { describeMirror } from './datasetOptions';
import type { MirrorImagesOptions } from './datasetOptions';
import { imageTensor } from './imageTensor';
import { tableStream } from './tableStream';

export interface CaptionedImagesOptions extends MirrorImagesOptions {
  /** Words by their numbers, the first of them for filling up. Default: `vocabularyOf` the table's captions. */
  readonly vocabulary?: readonly string[];
  /** Words a caption. Default: 18, that of AttnGAN. */
  readonly captionLength?: number;
  /** Default: `tokenizeCaption`. It must be the one that the vocabulary was made with. */
  readonly tokenizer?: Tokenizer;
}

/** A data set that says what the numbers of its captions mean. */
export interface CaptionDataset extends Dataset<CaptionBatch> {
  readonly vocabulary: readonly string[];
  readonly captionLength: number;
}

/**
 * A data set of images with captions, as AttnGAN needs it. Each time an image comes, one of its captions is drawn; a longer one than `captionLength` loses
 * words at random, a shorter one is filled up with 0.
 *
 * A batch is `{ images [B, H, W, C] in [-1, 1], tokens int32 [B, captionLength], lengths int32 [B], classIds int32 [B] }`; the caller disposes all. A class id is
 * the image's label where the table has labels, else the image's number: images of one class are no negatives of each other in DAMSM. Captions with
 * "left" and "right" are wrong with `mirror`. Images at several resolutions: `multiScale`.
 *
 * @throws GanError where an image has no caption of known words, or an option does not fit.
 * @see Xu et al. 2018, "AttnGAN: Fine-Grained Text to Image Generation with Attentional Generative Adversarial Networks", https://arxiv.org/abs/1711.10485
 * @example
 * const captions = [['a red bird', 'a bird'], ['a blue bird']];
 * const birds = captionedImages(arrayTable({ name: 'birds', images: Uint8Array.of(0, 255), shape: [2, 1, 1, 1], captions }), { captionLength: 3 });
 * birds.vocabulary; // ['<end>', 'a', 'red', 'bird', 'blue']
 */
export function captionedImages(table: ImageTable, options: CaptionedImagesOptions = {}): CaptionDataset {
  const { mirror = false, captionLength = 18, tokenizer = tokenizeCaption } = options;
  const { name, size } = table;
  check(
    table.captions !== undefined,
    () => `captionedImages: expected a table with captions. ${name} has none. Read it with its captions.`,
  );
  const vocabulary = options.vocabulary ?? vocabularyOf(table.captions, { tokenizer });
  const valid = Number.isSafeInteger(captionLength) && captionLength > 0;
  check(valid, () => `captionedImages: captionLength must be a whole number above 0. Got ${captionLength}.`);
  const captions = captionNumbers(name, table.captions, vocabulary, tokenizer);
  return {
    name,
    size,
    vocabulary,
    captionLength,
    describe: () => ({ ...table.describe(), captionLength, words: vocabulary.length, ...describeMirror(mirror) }),
    stream(request) {
      const tables = [atResolution(table, request.resolution)] as const;
      return tableStream({
        ...{ name, tables, request, mirror },
        batch([rows], indices, random): CaptionBatch {
          const [tokens, lengths] = [new Int32Array(indices.length * captionLength), new Int32Array(indices.length)];
          indices.forEach((index, row) => {
            const [texts, draw] = [captions[index]!, random(row).split('caption')];
            const words = shortened(texts[Math.floor(draw.next() * texts.length)]!, captionLength, draw);
            tokens.set(words, row * captionLength);
            lengths[row] = words.length;
          });
          return {
            images: imageTensor(rows),
            tokens: tf.tensor2d(tokens, [indices.length, captionLength], 'int32'),
            lengths: tf.tensor1d(lengths, 'int32'),
            classIds: tf.tensor1d(
              indices.map((index) => table.labels?.[index] ?? index),
              'int32',
            ),
          };
        },
      });
    },
  };
}
