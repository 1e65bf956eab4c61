import { crc32c } from './crc32c';

/**
 * One record of a TFRecord file: length (8 bytes), its CRC (4), data, its CRC (4); little-endian.
 *
 * @see TensorFlow, "TFRecord and tf.train.Example": https://www.tensorflow.org/tutorials/load_data/tfrecord
 */
export function tfRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(data.length + 16);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc(record.subarray(0, 8)), true);
  record.set(data, 12);
  view.setUint32(data.length + 12, maskedCrc(data), true);
  return record;
}

/** Turned and shifted, so that the CRC of data that holds CRCs is a good one too. */
export function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
