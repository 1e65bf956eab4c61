import { testGrid } from '../../../tests/gridTests';

testGrid({ every: 1, timeout: 900_000 });
