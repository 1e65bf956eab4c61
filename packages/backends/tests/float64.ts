import type { ConvolutionGeometry } from '../src/wasm/convolutionGeometry';

/** Gets places in the input, the filter and the output. */
export type Visit = (input: number, filter: number, output: number) => void;

/** Calls `visit` for each pixel that a tap sees: where its channels, those of the tap and those of the output begin. */
function everySight({ batch, inputChannels, outputChannels, height, width }: ConvolutionGeometry, groups: number, visit: Visit): void {
  const tapSize = (inputChannels / groups) * outputChannels;
  for (let n = 0; n < batch; n++) {
    for (let row = 0; row < height.output; row++) {
      for (let column = 0; column < width.output; column++) {
        const output = ((n * height.output + row) * width.output + column) * outputChannels;
        for (let i = 0; i < height.filter; i++) {
          const y = row * height.stride + i * height.dilation - height.before;
          if (y < 0 || y >= height.input) continue;
          for (let j = 0; j < width.filter; j++) {
            const x = column * width.stride + j * width.dilation - width.before;
            if (x < 0 || x >= width.input) continue;
            visit(((n * height.input + y) * width.input + x) * inputChannels, (i * width.filter + j) * tapSize, output);
          }
        }
      }
    }
  }
}

/** Calls `visit` for every product of a convolution: `x` [N, H, W, C], filter [h, w, C / groups, K], output [N, OH, OW, K]. */
export function everyProduct(geometry: ConvolutionGeometry, groups: number, visit: Visit): void {
  const [channels, outputs] = [geometry.inputChannels / groups, geometry.outputChannels];
  everySight(geometry, groups, (input, filter, output) => {
    for (let k = 0; k < outputs; k++) {
      const first = input + Math.floor((k * groups) / outputs) * channels;
      for (let c = 0; c < channels; c++) visit(first + c, filter + c * outputs + k, output + k);
    }
  });
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
