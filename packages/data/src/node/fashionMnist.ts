import type { ImageTable } from '../tables/imageTable';
import { mnistLayout } from './mnistLayout';
import type { MnistSplit } from './mnistLayout';

export interface FashionMnistOptions {
  /** 60,000 images to train with, or 10,000 others to test with. Default: 'train'. */
  readonly split?: MnistSplit;
}

const CLASSES = ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'];

/**
 * Fashion-MNIST: clothes, 28 x 28, gray, 10 classes, from a folder with its four IDX files, plain or `.gz`. They are named like those of MNIST: keep
 * the two in folders of their own. All images are in memory (47 MB for 'train').
 *
 * @throws GanError where a file is absent or damaged.
 * @see Xiao, Rasul, Vollgraf 2017, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms", https://arxiv.org/abs/1708.07747
 * @example
 * const openClothes = () => labelledImages(fashionMnist('fashion'));
 */
export function fashionMnist(folder: string, { split = 'train' }: FashionMnistOptions = {}): ImageTable {
  return mnistLayout({
    where: `fashionMnist '${folder}'`,
    folder,
    split,
    name: 'fashion-mnist',
    classes: CLASSES,
    licence: 'MIT licence, Zalando SE',
    source: `IDX files in ${folder}`,
  });
}
