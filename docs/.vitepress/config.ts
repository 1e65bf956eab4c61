import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefaultTheme, defineConfig } from 'vitepress';
import { workspacePackages } from '../../scripts/workspace/packages.mjs';
import { repositoryLinks } from './repositoryLinks';
import { sitePath } from './sitePath';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { repository?: { url: string } };
const server = repository?.url.replace(/^git\+/, '').replace(/\.git$/, '');

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="7" height="7" fill="#5672cd"/><rect x="9" width="7" height="7" fill="#a8b1ff"/><rect y="9" width="7" height="7" fill="#a8b1ff"/><rect x="9" y="9" width="7" height="7" fill="#3451b2"/></svg>`;

const folders = workspacePackages().map(({ folder, entries }) => ({ name: folder.split(/[\\/]/).at(-1) ?? '', entries }));
const apiPage = (entry: string): string => `/${sitePath(`docs/api/${entry}.md`).replace('.md', '')}`;

const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Guide',
    items: [
      { text: 'Start', link: '/start' },
      { text: 'Tensors and derivatives', link: '/tensors-and-derivatives' },
      { text: 'Backends', link: '/backends' },
      { text: 'Images and data sets', link: '/data' },
      { text: 'The emoji set', link: '/emoji' },
      { text: 'Training', link: '/training' },
      { text: 'Watching a run', link: '/watching' },
      { text: 'Signs of collapse', link: '/collapse' },
      { text: 'Latent spaces', link: '/latents' },
      { text: 'Metrics', link: '/metrics' },
      { text: 'Command line', link: '/cli' },
      { text: 'Saving and resuming', link: '/saving' },
      { text: 'Adding your own', link: '/contributing' },
    ],
  },
  {
    text: 'Building blocks',
    link: '/blocks/',
    items: [
      { text: 'Dense and activation', link: '/blocks/dense-and-activation' },
      { text: 'Convolutions', link: '/blocks/convolution' },
      { text: 'Normalization', link: '/blocks/normalization' },
      { text: 'Reparametrization', link: '/blocks/reparametrization' },
      { text: 'Resampling', link: '/blocks/resampling' },
      { text: 'Attention', link: '/blocks/attention' },
      { text: 'Recurrent layers', link: '/blocks/recurrent' },
      { text: 'Noise and style', link: '/blocks/noise-and-style' },
      { text: 'Minibatch statistics', link: '/blocks/minibatch-statistics' },
      { text: 'Residual blocks', link: '/blocks/residual-blocks' },
      { text: 'Style blocks', link: '/blocks/style-blocks' },
      { text: 'Translation blocks', link: '/blocks/translation-blocks' },
    ],
  },
  {
    text: 'Losses and optimizers',
    items: [
      { text: 'Losses', link: '/losses' },
      { text: 'Penalties', link: '/penalties' },
      { text: 'Optimizers', link: '/optimizers' },
      { text: 'Augmentation', link: '/augmentation' },
    ],
  },
  {
    text: 'Papers',
    items: [
      { text: 'What has learned', link: '/learning' },
      { text: 'GAN', link: '/papers/gan' },
      { text: 'CGAN', link: '/papers/cgan' },
      { text: 'LAPGAN', link: '/papers/lapgan' },
      { text: 'DCGAN', link: '/papers/dcgan' },
      { text: 'BiGAN', link: '/papers/bigan' },
      { text: 'InfoGAN', link: '/papers/infogan' },
      { text: 'WGAN', link: '/papers/wgan' },
      { text: 'WGAN-GP', link: '/papers/wgan-gp' },
      { text: 'Semi-supervised GAN', link: '/papers/sgan' },
      { text: 'SN-GAN', link: '/papers/sngan' },
      { text: 'Projection cGAN', link: '/papers/projection-cgan' },
      { text: 'AC-GAN', link: '/papers/acgan' },
      { text: 'rAC-GAN, rcGAN', link: '/papers/rgan' },
      { text: 'EBGAN', link: '/papers/ebgan' },
      { text: 'BEGAN', link: '/papers/began' },
    ],
  },
  {
    text: 'What holds',
    items: [
      { text: 'Derivatives', link: '/derivatives' },
      { text: 'Every op', link: '/ops' },
      { text: 'Conformance', link: '/conformance' },
      { text: 'How fast', link: '/speed' },
      { text: 'House rules', link: '/house-rules' },
    ],
  },
  {
    text: 'Packages',
    collapsed: true,
    items: folders.map(({ name }) => ({ text: name, link: `/packages/${name}` })),
  },
  {
    text: 'Examples',
    collapsed: true,
    items: [
      { text: 'First light', link: '/examples/first-light' },
      { text: 'Digit classifier', link: '/examples/digit-classifier' },
      { text: 'Penalties', link: '/examples/penalties' },
      { text: 'Adaptive augmentation', link: '/examples/adaptive-augmentation' },
    ],
  },
  {
    text: 'API',
    items: folders.flatMap(({ entries }) => entries.map((entry) => ({ text: entry.replace('@ganblocks/', ''), link: apiPage(entry) }))),
  },
];

const measured = new Set(['docs/ops.md', 'docs/conformance.md']);

export default defineConfig({
  title: 'GANBlocks',
  description: 'Composable GAN building blocks for TypeScript on TensorFlow.js',
  // The pages of docs/, and the READMEs of packages and examples.
  srcDir: '..',
  srcExclude: ['README.md', 'docs/README.md', 'goldens/**', 'runs/**'],
  rewrites: sitePath,
  cleanUrls: true,
  lastUpdated: false,
  // Wide tables have the page to themselves.
  transformPageData: ({ filePath, frontmatter }) =>
    measured.has(filePath) ? { frontmatter: { ...frontmatter, aside: false, pageClass: 'measured' } } : undefined,
  markdown: { config: repositoryLinks(root, server) },
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }]],
  // The index of the search is one large file, loaded when somebody searches.
  vite: { publicDir: join(root, 'docs/images'), build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/start' },
      { text: 'API', link: '/api/' },
    ],
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' },
    ...(server ? { socialLinks: [{ icon: 'github', link: server }] } : {}),
  },
});
