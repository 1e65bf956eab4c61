/** The low-pass filter of the symlet with 6 vanishing moments; its energy is 1. ADA resamples with it, since it separates frequencies well in 12 taps. */
export const sym6: readonly number[] = [
  0.015404109327027373, 0.0034907120842174702, -0.11799011114819057, -0.048311742585633, 0.4910559419267466, 0.787641141030194,
  0.3379294217276218, -0.07263752278646252, -0.021060292512300564, 0.04472490177066578, 0.0017677118642428036, -0.007800708325034148,
];

const ROOT3 = Math.sqrt(3);

/** The low-pass filter of the symlet with 2 vanishing moments, (1 ∓ √3, 3 ∓ √3, …) / 4√2; its energy is 1. */
export const sym2: readonly number[] = [1 - ROOT3, 3 - ROOT3, 3 + ROOT3, 1 + ROOT3].map((tap) => tap / (4 * Math.SQRT2));
