/*
 * What is summed of a vector of numbers, of its partner in another array, and of the mean. A class each, so that the sums that take them inline them.
 */

export class Value {
  @inline
  of(x: v128, _other: v128, _mean: v128): v128 {
    return x;
  }
}

export class Product {
  @inline
  of(x: v128, other: v128, _mean: v128): v128 {
    return f32x4.mul(x, other);
  }
}

export class SquaredDeviation {
  @inline
  of(x: v128, _other: v128, mean: v128): v128 {
    const deviation = f32x4.sub(x, mean);
    return f32x4.mul(deviation, deviation);
  }
}

export class ProductWithDeviation {
  @inline
  of(x: v128, dy: v128, mean: v128): v128 {
    return f32x4.mul(dy, f32x4.sub(x, mean));
  }
}
