import type { Picture } from '@ganblocks/data';
import { encodePng } from '@ganblocks/data/node';
import type { Histogram } from './histogram';
import { bytesField, doubleField, doublesField, floatField, message, textField, wholeField } from './protobuf';

/** One value of a summary: the bytes of a `Summary.Value`. */
export type SummaryValue = Uint8Array;

/** TensorFlow's number for tensors of strings. */
const STRING = 7;

/** A float32 for the Scalars and Time Series pages. */
export const scalarValue = (tag: string, value: number): SummaryValue => message(textField(1, tag), floatField(2, value));

/** A picture for the Images page, as PNG. */
export function imageValue(tag: string, picture: Picture): SummaryValue {
  const { width, height, channels } = picture;
  const fields = [wholeField(1, height), wholeField(2, width), wholeField(3, channels), bytesField(4, encodePng(picture))];
  return message(textField(1, tag), bytesField(4, message(...fields)));
}

/** Counts for the Histograms and Distributions pages. */
export function histogramValue(tag: string, { min, max, count, sum, sumOfSquares, limits, counts }: Histogram): SummaryValue {
  const moments = [min, max, count, sum, sumOfSquares].map((value, index) => doubleField(index + 1, value));
  return message(textField(1, tag), bytesField(5, message(...moments, doublesField(6, limits), doublesField(7, counts))));
}

/** Markdown for the Text page. Scalars, images and histograms are known by their fields; a text only by its plugin's name. */
export function textValue(tag: string, markdown: string): SummaryValue {
  const tensor = message(wholeField(1, STRING), bytesField(2, new Uint8Array(0)), textField(8, markdown));
  const metadata = bytesField(1, textField(1, 'text'));
  return message(textField(1, tag), bytesField(8, tensor), bytesField(9, metadata));
}
