import type { ConvolutionGeometry } from '../src/wasm/convolutionGeometry';

type Visit = (at: { input: number; filter: number; output: number }) => void;

/** Calls `visit` for every product of a convolution: `x` [N, H, W, C], filter [h, w, C / groups, K], output [N, OH, OW, K]. */
export function everyProduct(
  { batch, inputChannels, outputChannels, height, width }: ConvolutionGeometry,
  groups: number,
  visit: Visit,
): void {
  const [channels, outputs] = [inputChannels / groups, outputChannels / groups];
  for (let n = 0; n < batch; n++) {
    for (let row = 0; row < height.output; row++) {
      for (let column = 0; column < width.output; column++) {
        for (let i = 0; i < height.filter; i++) {
          for (let j = 0; j < width.filter; j++) {
            const y = row * height.stride + i * height.dilation - height.before;
            const x = column * width.stride + j * width.dilation - width.before;
            if (y < 0 || x < 0 || y >= height.input || x >= width.input) continue;
            for (let k = 0; k < outputChannels; k++) {
              const first = Math.floor(k / outputs) * channels;
              for (let c = 0; c < channels; c++) {
                visit({
                  input: ((n * height.input + y) * width.input + x) * inputChannels + first + c,
                  filter: ((i * width.filter + j) * channels + c) * outputChannels + k,
                  output: ((n * height.output + row) * width.output + column) * outputChannels + k,
                });
              }
            }
          }
        }
      }
    }
  }
}

export interface ProductOracle {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export function matMul64(a: Float32Array, b: Float32Array, { rows, inner, columns, transposeA, transposeB }: ProductOracle): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < inner; k++) {
        result[i * columns + j]! += a[transposeA ? k * rows + i : i * inner + k]! * b[transposeB ? j * inner + k : k * columns + j]!;
      }
    }
  }
  return result;
}
