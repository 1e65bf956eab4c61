import type { CropOf } from '../decode/decodeImage';

/** Encoded images that can be read by number: the files of a folder, the entries of a zip file. */
export interface ImageSource {
  readonly count: number;
  /** What errors call an image: its file name. */
  nameOf(index: number): string;
  /** What is cut out of an image, instead of what the options say; part of the fingerprint. */
  cropOf?(index: number): CropOf;
  /** Changes whenever an image may have changed: a hash of the names, sizes and times of the files. */
  readonly fingerprint: string;
  /** Opens what has to be open while images are read, which happens roughly in order. */
  open(): Promise<OpenImageSource>;
}

export interface OpenImageSource {
  /** The bytes of an image file. */
  read(index: number): Promise<Uint8Array>;
  close(): Promise<void>;
}
