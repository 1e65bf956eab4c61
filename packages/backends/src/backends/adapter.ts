/** The part of WebGPU's GPUAdapterInfo that tells a graphics card from a program; browsers leave fields empty or out. */
interface AdapterInfo {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly device?: string;
  readonly description?: string;
  /** Chromium, with its developer features: `'CPU'`, `'discrete GPU'`, ... */
  readonly type?: string;
  readonly isFallbackAdapter?: boolean;
}

/** WebGPU's GPUAdapter, as far as it is asked here. */
export interface Adapter {
  readonly info?: AdapterInfo;
  /** Where older implementations have it. */
  readonly isFallbackAdapter?: boolean;
}

/** WebGPU's GPU: `navigator.gpu`. */
export interface Gpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b|\bcpu\b/i;

/** Whether an adapter is a program on the processor: it computes the same, and far more slowly than the wasm backend. */
export function isSoftware({ info = {}, isFallbackAdapter }: Adapter): boolean {
  if (isFallbackAdapter === true || info.isFallbackAdapter === true) return true;
  return [info.vendor, info.architecture, info.device, info.description, info.type].some((text) => softwareNames.test(text ?? ''));
}

/** An adapter in words: `google swiftshader (SwiftShader driver 5.0.0), software`. */
export function describeAdapter(adapter: Adapter): string {
  const { vendor = '', architecture = '', device = '', description = '' } = adapter.info ?? {};
  const name = [vendor, architecture || device].filter((text) => text !== '').join(' ');
  const whole = name !== '' && description !== '' ? `${name} (${description})` : name || description || 'an adapter without a name';
  return isSoftware(adapter) ? `${whole}, software` : whole;
}
