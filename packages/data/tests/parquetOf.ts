import { gzipSync } from 'node:zlib';

/** A column: bytes, or int64; the path has two names where it lies in a struct. */
export interface ParquetColumn {
  readonly path: readonly string[];
  readonly values: readonly (Uint8Array | string | bigint)[];
}

export interface ParquetOptions {
  /** Rows of a row group. Default: all. */
  readonly groupRows?: number;
  readonly gzip?: boolean;
  /** Key and value of the file's metadata. */
  readonly note?: readonly [string, string];
}

const TYPES = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;
type Field = readonly [id: number, type: keyof typeof TYPES, bytes: Uint8Array];

function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number((rest & 0x7fn) | 0x80n));
  return Buffer.from([...bytes, Number(rest)]);
}

const whole = (id: number, value: number, type: 'i32' | 'i64' = 'i32'): Field => [id, type, varint(2 * value)];
const text = (value: string): Buffer => Buffer.concat([varint(Buffer.byteLength(value)), Buffer.from(value)]);
const name = (id: number, value: string): Field => [id, 'binary', text(value)];
const list = (id: number, type: keyof typeof TYPES, items: readonly Uint8Array[]): Field => [
  id,
  'list',
  Buffer.concat([
    items.length < 15 ? Buffer.of((items.length << 4) | TYPES[type]) : Buffer.concat([Buffer.of(0xf0 | TYPES[type]), varint(items.length)]),
    ...items,
  ]),
];

/** Thrift's compact protocol: what Parquet writes its headers in. */
function struct(...fields: readonly Field[]): Buffer {
  const parts = fields.flatMap(([id, type, bytes], index) => [Buffer.of(((id - (fields[index - 1]?.[0] ?? 0)) << 4) | TYPES[type]), bytes]);
  return Buffer.concat([...parts, Buffer.of(0)]);
}

function plain(value: Uint8Array | string | bigint): Buffer {
  const bytes = Buffer.alloc(typeof value === 'bigint' ? 8 : 4);
  if (typeof value === 'bigint') {
    bytes.writeBigInt64LE(value);
    return bytes;
  }
  bytes.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([bytes, Buffer.from(value)]);
}

function page(values: ParquetColumn['values'], gzip: boolean): Buffer {
  const body = Buffer.concat(values.map(plain));
  const packed = gzip ? gzipSync(body) : body;
  const header = struct(whole(1, values.length), whole(2, 0), whole(3, 3), whole(4, 3));
  return Buffer.concat([struct(whole(1, 0), whole(2, body.length), whole(3, packed.length), [5, 'struct', header]), packed]);
}

function schema(columns: readonly ParquetColumn[]): Buffer[] {
  const tops = [...new Set(columns.map(({ path }) => path[0] ?? ''))];
  const leaf = ({ path, values }: ParquetColumn): Buffer =>
    struct(whole(1, typeof values[0] === 'bigint' ? 2 : 6), whole(3, 0), name(4, path.at(-1) ?? ''));
  const branches = tops.flatMap((top) => {
    const within = columns.filter(({ path }) => path[0] === top);
    const group = within[0]?.path.length === 1 ? [] : [struct(whole(3, 0), name(4, top), whole(5, within.length))];
    return [...group, ...within.map(leaf)];
  });
  return [struct(name(4, 'schema'), whole(5, tops.length)), ...branches];
}

/** A Parquet file with these columns, all values required, PLAIN encoding. */
export function parquetOf(
  columns: readonly ParquetColumn[],
  { groupRows = Infinity, gzip = false, note }: ParquetOptions = {},
): Uint8Array {
  const rows = columns[0]?.values.length ?? 0;
  const pages: Buffer[] = [Buffer.from('PAR1')];
  const groups: Buffer[] = [];
  let offset = 4;
  for (let from = 0; from < rows; from += groupRows) {
    const count = Math.min(groupRows, rows - from);
    const chunks = columns.map(({ path, values }) => {
      const bytes = page(values.slice(from, from + count), gzip);
      const type = whole(1, typeof values[0] === 'bigint' ? 2 : 6);
      const sizes = [whole(5, count, 'i64'), whole(6, bytes.length, 'i64'), whole(7, bytes.length, 'i64'), whole(9, offset, 'i64')];
      const meta = struct(type, list(2, 'i32', [varint(0)]), list(3, 'binary', path.map(text)), whole(4, gzip ? 2 : 0), ...sizes);
      pages.push(bytes);
      const chunk = struct(whole(2, offset, 'i64'), [3, 'struct', meta]);
      offset += bytes.length;
      return chunk;
    });
    groups.push(struct(list(1, 'struct', chunks), whole(2, offset, 'i64'), whole(3, count, 'i64')));
  }
  const notes = note ? [list(5, 'struct', [struct(name(1, note[0]), name(2, note[1]))])] : [];
  const footer = struct(whole(1, 1), list(2, 'struct', schema(columns)), whole(3, rows, 'i64'), list(4, 'struct', groups), ...notes);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([...pages, footer, length, Buffer.from('PAR1')]);
}
