export * from './adversarial/index';
export * from './auxiliary/index';
export * from './penalties/index';
export * from './reconstruction/index';
