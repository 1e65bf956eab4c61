export { bundledDigitClassifier } from './bundledDigitClassifier';
