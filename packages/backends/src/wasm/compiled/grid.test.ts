import { testGrid } from '../../../tests/gridTests';

testGrid({ every: 251, timeout: 60_000 });
