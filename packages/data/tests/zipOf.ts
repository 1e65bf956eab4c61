import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../src/node/crc32';

/** A zip file with these files, deflated. */
export function zipOf(files: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const path = Buffer.from(name);
    // Version, flags, method, time, date, CRC-32, sizes, lengths of the name and of the extra field.
    const common = Buffer.alloc(26);
    [20, 0, 8, 0, 0x21].forEach((value, index) => common.writeUInt16LE(value, 2 * index));
    [crc32(plain), packed.length, plain.length].forEach((value, index) => common.writeUInt32LE(value, 10 + 4 * index));
    common.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04'), common, path, packed);
    central.push(Buffer.from('PK\x01\x02\x14\x00'), common, place, path);
    offset += 4 + common.length + path.length + packed.length;
  }
  const count = Object.keys(files).length;
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  [count, count].forEach((value, index) => end.writeUInt16LE(value, 8 + 2 * index));
  [central.reduce((sum, part) => sum + part.length, 0), offset].forEach((value, index) => end.writeUInt32LE(value, 12 + 4 * index));
  return Buffer.concat([...local, ...central, end]);
}
