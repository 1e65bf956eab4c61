import { grayscaleImages, resizeImages, rgbImages, type ImageTable } from '@ganblocks/data';

/** The table as a system takes it: gray or RGB, square, at its resolution. What fits is left as it is. */
export function fitTable(table: ImageTable, { resolution, imageChannels }: { resolution: number; imageChannels: number }): ImageTable {
  const colored = recolored(table, imageChannels);
  const [height, width] = colored.imageShape;
  return height === resolution && width === resolution ? colored : resizeImages(colored, { resolution });
}

function recolored(table: ImageTable, imageChannels: number): ImageTable {
  const [, , channels] = table.imageShape;
  if (channels === imageChannels) return table;
  return imageChannels === 1 ? grayscaleImages(table) : rgbImages(table);
}
