// What a further replica of the tests runs: a thread of plain Node.js, which must learn to read TypeScript first.
import { register } from 'tsx/esm/api';

register();
const { trainGan } = await import(String(new URL('trainGan.ts', import.meta.url)));
await trainGan(JSON.parse(process.argv[2] ?? '{}'));
