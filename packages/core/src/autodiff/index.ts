export { gradientOf } from './gradientOf';
export { installGradients, uninstallGradients } from './installGradients';
export { stopGradient } from './stopGradient';
