import type { Matrix } from './matrix';

/** a · I + b · vvᵀ + c · [v]ₓ on colours, with v the gray axis (1, 1, 1) / √3; and an offset of all three. */
function aroundGray(a: number, b: number, c: number, offset = 0): Matrix {
  const [same, next, previous] = [a + b / 3, b / 3 - c / Math.sqrt(3), b / 3 + c / Math.sqrt(3)];
  return [
    [same, next, previous, offset],
    [previous, same, next, offset],
    [next, previous, same, offset],
    [0, 0, 0, 1],
  ];
}

/** All channels up by an amount. On columns (r, g, b, 1), as the others. */
export const brightnessMatrix = (amount: number): Matrix => aroundGray(1, 0, 0, amount);

/** All channels times a factor. */
export const contrastMatrix = (factor: number): Matrix => aroundGray(factor, 0, 0);

/** The mirror image at the plane through gray: light becomes dark, hue and saturation stay. */
export const lumaFlipMatrix = (): Matrix => aroundGray(1, -2, 0);

/** A rotation about the gray axis, in radians. */
export const hueMatrix = (angle: number): Matrix => aroundGray(Math.cos(angle), 1 - Math.cos(angle), Math.sin(angle));

/** The distance from gray times a factor. */
export const saturationMatrix = (factor: number): Matrix => aroundGray(factor, 1 - factor, 0);
