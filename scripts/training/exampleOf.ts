import { check, type Dataset, type GanSystem, type ImageBatch } from '@ganblocks/core';
import { inMemory, labelledImages, resizeImages, rgbImages, selectClasses, semiSupervisedImages, takeImages } from '@ganblocks/data';
import { mnistTable } from '@ganblocks/data/node';
import { createSystem, systems } from '@ganblocks/models';

const IMAGES = 256;
/** Of each class, where a system learns from few: fewer than a batch has images. */
const LABELS = 3;

/** A system of the registry with its example configuration, and digits of its size, with labels of as many classes as it knows: of all, or of few beside them. */
export async function exampleOf(name: string): Promise<{ gan: GanSystem<ImageBatch>; data: Dataset<ImageBatch> }> {
  const registered = systems[name];
  check(registered !== undefined, () => `exampleOf: there is no system '${name}'. Use ${Object.keys(systems).join(', ')}.`);
  const { resolution, imageChannels, classes } = registered.configure(registered.example);
  const digits = mnistTable({ split: 'test' });
  const known =
    typeof classes === 'number' && classes > 0 && classes < 10 ? selectClasses(digits, { classes: [...Array(classes).keys()] }) : digits;
  const sized = resizeImages(takeImages(known, IMAGES), { resolution: Number(resolution) });
  const table = await inMemory(imageChannels === 3 ? rgbImages(sized) : sized);
  const learns = registered.learns(registered.configure(registered.example));
  const data = learns === 'images, some labelled' ? semiSupervisedImages(table, { perClass: LABELS, seed: 1 }) : labelledImages(table);
  return { gan: createSystem(name, registered.example), data };
}
