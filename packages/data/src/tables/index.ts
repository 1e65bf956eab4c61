export { arrayTable } from './arrayTable';
export type { ArrayTableOptions } from './arrayTable';
export { canvasTable } from './canvasTable';
export type { CanvasLike, CanvasTableOptions, PixelData } from './canvasTable';
export type { AttributeColumn, ImageTable } from './imageTable';
export { inMemory } from './inMemory';
