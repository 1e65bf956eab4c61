import { GanError } from '../../errors/index';
import type { Gradient } from '../engine';

/** A kernel whose derivative is not supplied: whoever asks for it is told why and what to write instead. */
const refusal = (kernelName: string, why: string, remedy: string): Gradient => ({
  kernelName,
  gradFunc: () => {
    throw new GanError(`autodiff: expected ops that have a derivative. Got ${kernelName}: ${why}. ${remedy}.`);
  },
});

const textHasNone = (kernelName: string): Gradient =>
  refusal(kernelName, 'text has none', 'Prepare text outside of the differentiated function');

/** What is never differentiated in silence. */
export const refusals: readonly Gradient[] = [
  refusal(
    'NonMaxSuppressionV5',
    'it returns scores that it may have lowered by their overlaps, in an order that the scores decide',
    'Take its selectedIndices alone and pick the scores with tf.gather',
  ),
  refusal('Draw', 'it paints on a canvas', 'Draw outside of the differentiated function'),
  refusal('FromPixels', 'a picture is not made of tensors', 'Differentiate by the tensor that it returns'),
  ...['StaticRegexReplace', 'StringNGrams', 'StringSplit', 'StringToHashBucketFast'].map(textHasNone),
];
