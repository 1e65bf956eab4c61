import { check } from '@ganblocks/core';

/** How a file of records is made up: bytes of labels, then the planes of an image of 32 x 32 (CIFAR's) pixels, red, green, blue, rows from the top. */
export interface RecordFormat {
  readonly labelBytes: number;
  /** How many values each of the label bytes may have. */
  readonly classes: readonly number[];
}

/** What the records hold: images in C order `[N, 32, 32, 3]`, and each label byte as a list. */
export interface LabelledRecords {
  readonly images: Uint8Array;
  readonly labels: readonly Int32Array[];
}

/** The side of CIFAR's images, and the pixels of one plane. */
export const CIFAR_SIDE = 32;
const PLANE = CIFAR_SIDE * CIFAR_SIDE;

/**
 * Reads records that are in one or several files, one behind the other.
 *
 * @throws GanError that begins with `where` where a file is truncated, compressed, or a label is out of range.
 */
export function labelledRecords(
  where: string,
  files: Uint8Array | readonly Uint8Array[],
  { labelBytes, classes }: RecordFormat,
): LabelledRecords {
  const list = files instanceof Uint8Array ? [files] : files;
  const recordBytes = labelBytes + 3 * PLANE;
  list.forEach((bytes, file) => checkFile(list.length > 1 ? `${where} file ${file}` : where, bytes, recordBytes));
  const size = list.reduce((sum, bytes) => sum + bytes.length, 0) / recordBytes;
  check(size > 0, () => `${where}: expected at least one file. Got none. Pass the bytes of the batches.`);
  const images = new Uint8Array(size * 3 * PLANE);
  const labels = classes.map(() => new Int32Array(size));
  let image = 0;
  for (const bytes of list)
    for (let start = 0; start < bytes.length; start += recordBytes) {
      labels.forEach((column, kind) => (column[image] = labelAt(where, bytes[start + kind] ?? 0, image, classes[kind] ?? 0)));
      interleave(bytes.subarray(start + labelBytes, start + recordBytes), images.subarray(image * 3 * PLANE));
      image++;
    }
  return { images, labels };
}

function checkFile(where: string, bytes: Uint8Array, recordBytes: number): void {
  check(
    bytes[0] !== 0x1f || bytes[1] !== 0x8b,
    () => `${where}: expected binary records. Got a gzip file (1f 8b): gunzip and untar it first.`,
  );
  check(
    bytes.length > 0 && bytes.length % recordBytes === 0,
    () =>
      `${where}: expected records of ${recordBytes} bytes. Got ${bytes.length} bytes, not a multiple. Download the binary version again.`,
  );
}

function labelAt(where: string, label: number, image: number, classes: number): number {
  check(
    label < classes,
    () =>
      `${where}: expected labels from 0 to ${classes - 1}. Got ${label} for image ${image}. The file is damaged or of another format: look at it.`,
  );
  return label;
}

/** Planes `[3, H, W]` → pixels `[H, W, 3]`. */
function interleave(planes: Uint8Array, pixels: Uint8Array): void {
  for (let channel = 0; channel < 3; channel++) for (let i = 0; i < PLANE; i++) pixels[3 * i + channel] = planes[channel * PLANE + i] ?? 0;
}
