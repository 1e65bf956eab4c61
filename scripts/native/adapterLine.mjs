/**
 * What Dawn found.
 *
 * @typedef {object} Adapter
 * @property {boolean} found
 * @property {string} [vendor]
 * @property {string} [architecture]
 * @property {string} [device]
 * @property {string} [description]
 */

/**
 * Says which GPU there is, or what to do where there is none.
 *
 * @param {Adapter} adapter
 * @param {string} said what Dawn wrote
 * @returns {string}
 */
export function adapterLine({ found, vendor, architecture, device, description }, said) {
  if (found) return `WebGPU adapter: ${[vendor, architecture, device, description].filter((part) => part).join(', ')}.`;
  if (said.includes('libvulkan'))
    return 'No WebGPU adapter: the Vulkan loader is missing, libvulkan.so.1 (Debian, Ubuntu: apt install libvulkan1), and with it perhaps a driver.';
  return 'No WebGPU adapter: Dawn finds no driver that it accepts. A driver of the GPU brings one; VK_ICD_FILENAMES names the file of another Vulkan driver.';
}
