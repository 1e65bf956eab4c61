import { expect, test } from '@jest/globals';
import { optionalPackage } from './optionalPackage';

const failing = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};

test('an absent package comes with the line that installs it, a faulty one with the reason', async () => {
  expect(await optionalPackage('sharp', 'imageFolder', async () => 7)).toBe(7);
  for (const message of ["Cannot find package 'sharp' imported from a.js", "Cannot find module 'sharp'\nRequire stack:\n- a.js"]) {
    await expect(optionalPackage('sharp', 'imageFolder', failing(message))).rejects.toThrow(
      /^imageFolder: expected the npm package 'sharp'\. It is not installed: npm install sharp$/,
    );
  }
  await expect(
    optionalPackage('sharp', 'imageFolder', failing('Could not load the "sharp" module using the linux-x64 runtime')),
  ).rejects.toThrow(/'sharp' is there but cannot be loaded \(Could not load .* runtime\)\. Install it again: npm install sharp$/);
});
