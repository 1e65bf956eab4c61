import { basename } from 'node:path';
import { argv, stdout } from 'node:process';
import { promisify } from 'node:util';
import webpack from 'webpack';

// node webpack.mjs FOLDER INPUT OUTPUT: bundles a program for browsers into a folder, and prints the warnings as JSON.
const [context = '', input = '', path = ''] = argv.slice(2);
const compiler = webpack({
  context,
  mode: 'production',
  target: ['web', 'es2022'],
  entry: { [basename(input, '.js')]: input },
  output: { path, filename: '[name].js' },
  // Minifying takes most of the time, and nothing of ours can go wrong there.
  optimization: { minimize: false },
  performance: false,
});
const stats = await promisify(compiler.run.bind(compiler))();
const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
await promisify(compiler.close.bind(compiler))();
if (errors.length > 0) throw new Error(errors.map(({ moduleName, message }) => `${moduleName ?? ''}: ${message}`).join('\n'));
stdout.write(JSON.stringify(warnings.map(({ moduleName, message }) => `${moduleName ?? ''}: ${message}`)));
