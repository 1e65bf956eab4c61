export type { RawData, RawDtype, RawTensor } from './rawTensor';
export { readSafetensors, type Safetensors } from './readSafetensors';
export { writeSafetensors } from './writeSafetensors';
export { widenToFloat32 } from './widenToFloat32';
export { rawFromTensor, tensorFromRaw } from './tensorFromRaw';
export { assignNamed, type AssignOptions, type NamedValues } from './assignNamed';
export { assignVariables } from './assignVariables';
export { networkTensors } from './networkTensors';
export { variablesByName } from './variablesByName';
