import { expect, test } from '@jest/globals';
import { findTorch } from './findTorch';

test('a script that is missing, and a Python without torch, are told', async () => {
  await expect(findTorch({ script: 'no-such.py' })).rejects.toThrow('--torch-script: there is no no-such.py.');
  await expect(findTorch({ python: 'no-such-python' })).rejects.toThrow('--compare needs a Python with torch. Tried no-such-python.');
});
