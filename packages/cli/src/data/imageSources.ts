import { cifar100Folder, cifar10Folder, fashionMnist, mnistTable } from '@ganblocks/data/node';
import { celebA, emoji, type EmojiStyle, imageFolder, imageParquet, imageZip, type ImageReaderOptions } from '@ganblocks/data/node';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';
import type { ImageSource, OpenAt } from './dataSource';
import { stl10Folder } from './stl10Folder';

const STYLES: readonly EmojiStyle[] = ['fluent', 'twemoji', 'openmoji', 'openmojiBlack'];

/** How files are read for a system: square, at its size. */
const reading = ({ resolution, imageChannels, skipBroken, cacheFolder, onProgress }: OpenAt): ImageReaderOptions => ({
  resolution,
  channels: channelsOf(imageChannels),
  broken: skipBroken ? 'skip' : 'refuse',
  ...(cacheFolder === undefined ? {} : { cacheFolder }),
  onProgress: ({ done, total }) => onProgress(done, total),
});

/** Whatever the system takes, files are read as gray, RGB or RGBA. */
const channelsOf = (channels: number): 1 | 3 | 4 => (channels === 1 || channels === 4 ? channels : 3);

export const imageSources: readonly ImageSource[] = [
  {
    name: 'mnist',
    help: '70,000 handwritten digits, 28 x 28, gray; they come with ganblocks.',
    holds: 'images',
    size: { resolution: 28, imageChannels: 1 },
    open: async ({ part }) => mnistTable({ split: part }),
  },
  {
    name: 'fashion-mnist',
    argument: 'FOLDER',
    help: '70,000 clothes, 28 x 28, gray: the folder of the four IDX files.',
    holds: 'images',
    isPath: true,
    size: { resolution: 28, imageChannels: 1 },
    open: async ({ argument, part }) => fashionMnist(argument, { split: part }),
  },
  {
    name: 'cifar10',
    argument: 'FOLDER',
    help: '60,000 photos of 10 classes, 32 x 32: the folder of the binary version.',
    holds: 'images',
    isPath: true,
    size: { resolution: 32, imageChannels: 3 },
    open: ({ argument, part }) => cifar10Folder(argument, { split: part }),
  },
  {
    name: 'cifar100',
    argument: 'FOLDER',
    help: '60,000 photos of 100 classes, 32 x 32: the folder of the binary version.',
    holds: 'images',
    isPath: true,
    size: { resolution: 32, imageChannels: 3 },
    open: ({ argument, part }) => cifar100Folder(argument, { split: part }),
  },
  {
    name: 'stl10',
    argument: 'FOLDER',
    help: '13,000 photos of 10 classes, 96 x 96: the folder of train_X.bin and test_X.bin.',
    holds: 'images',
    isPath: true,
    size: { resolution: 96, imageChannels: 3 },
    open: ({ argument, part }) => stl10Folder(argument, part),
  },
  {
    name: 'celeba',
    argument: 'FOLDER',
    help: '202,599 faces, cut to the square in the middle: the folder of img_align_celeba and its lists.',
    holds: 'images',
    isPath: true,
    open: (at) => celebA(at.argument, { ...reading(at), split: at.part }),
  },
  {
    name: 'emoji',
    argument: 'STYLE',
    help: `Emoji, drawn at any size; STYLE is ${STYLES.join(', ')}. The package of the style must be installed; the error says which.`,
    holds: 'images',
    async open(at) {
      const style = STYLES.find((name) => name === at.argument);
      checkUsage(style !== undefined, () => {
        return `--data emoji: there is no style '${at.argument}'.${suggestion(at.argument, STYLES)} There are ${STYLES.join(', ')}.`;
      });
      const { broken: _, ...options } = reading(at);
      return emoji({ ...options, resolution: at.resolution, style, split: at.part });
    },
  },
  {
    name: 'folder',
    argument: 'FOLDER',
    help: "A folder of pictures (PNG, JPEG, WebP, AVIF, GIF, TIFF), those in folders below it too; read at the system's size.",
    holds: 'images',
    isPath: true,
    open: (at) => imageFolder(at.argument, reading(at)),
  },
  {
    name: 'zip',
    argument: 'FILE',
    help: 'A zip file of pictures, such as the StyleGAN tools make.',
    holds: 'images',
    isPath: true,
    open: (at) => imageZip(at.argument, reading(at)),
  },
  {
    name: 'parquet',
    argument: 'PATH',
    help: 'A Parquet file with a column of images, or a folder of such files.',
    holds: 'images',
    isPath: true,
    open: (at) => imageParquet(at.argument, reading(at)),
  },
];
