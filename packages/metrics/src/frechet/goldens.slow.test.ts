import { test } from '@jest/globals';
import { expectFormulaGolden } from '../../tests/expectFormulaGolden';

test('metric-fid-2048-n2100', () => expectFormulaGolden('metric-fid-2048-n2100'), 180_000);
