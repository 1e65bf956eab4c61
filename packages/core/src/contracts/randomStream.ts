import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { JsonObject } from './json';

/**
 * A seeded, splittable, serializable stream of random numbers. The same seed and position give the same numbers on every backend.
 * Whoever asks for a tensor disposes it (or lets `tf.tidy` do so).
 */
export interface RandomStream {
  /** Gaussian numbers, float32. Defaults: mean 0, deviation 1. */
  normal(shape: readonly number[], options?: { mean?: number; deviation?: number }): Tensor;
  /** Uniform numbers in [low, high), float32. Defaults: 0 and 1. */
  uniform(shape: readonly number[], options?: { low?: number; high?: number }): Tensor;
  /** `count` int32 numbers in [0, below). */
  integers(count: number, below: number): Tensor1D;
  /** The numbers 0 … count-1 in random order, int32. */
  permutation(count: number): Tensor1D;
  /** One number in [0, 1) with 53 random bits. */
  next(): number;
  /** An independent child: the same for the same name, whatever has been drawn from the parent. */
  split(name: string): RandomStream;
  /** Seed, path and position: `restoreRandomStream` continues exactly here. */
  toJson(): JsonObject;
}
