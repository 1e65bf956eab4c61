/** Rows of numbers. Transformations of few numbers are composed here, in float64: they decide shapes, and the device need not be asked for them. */
export type Matrix = readonly (readonly number[])[];

export const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));

export const multiply = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => Array.from({ length: b[0]?.length ?? 0 }, (_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? 0), 0)));

/** The first acts last: product([A, B]) = A · B. */
export const product = (first: Matrix, ...rest: readonly Matrix[]): Matrix => rest.reduce(multiply, first);

export const isIdentity = (matrix: Matrix): boolean => matrix.every((row, i) => row.every((value, j) => value === (i === j ? 1 : 0)));

/** On columns (x, y, 1). */
export const scaling2d = (x: number, y: number): Matrix => [
  [x, 0, 0],
  [0, y, 0],
  [0, 0, 1],
];

/** On columns (x, y, 1). */
export const translation2d = (x: number, y: number): Matrix => [
  [1, 0, x],
  [0, 1, y],
  [0, 0, 1],
];

/** On columns (x, y, 1), by an angle in radians from x towards y. */
export function rotation2d(angle: number): Matrix {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    [cos, -sin, 0],
    [sin, cos, 0],
    [0, 0, 1],
  ];
}
