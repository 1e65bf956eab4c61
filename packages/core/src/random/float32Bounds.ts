const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The float32 next to `value` (a float32), `direction` 1 up or -1 down. */
function neighbour(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * 2 ** -149;
  float[0] = value;
  bits[0] = (bits[0] ?? 0) + (value > 0 ? direction : -direction);
  return float[0];
}

/** The least float32 that is not below `value`. */
export function float32AtLeast(value: number): number {
  const rounded = Math.fround(value);
  return rounded >= value ? rounded : neighbour(rounded, 1);
}

/** The greatest float32 below `value`. */
export function float32Below(value: number): number {
  const rounded = Math.fround(value);
  return rounded < value ? rounded : neighbour(rounded, -1);
}
