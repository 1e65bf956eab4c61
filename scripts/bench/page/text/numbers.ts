/** `0.147 s`, `12.3 s`. */
export const secondsText = (seconds: number): string => `${seconds < 10 ? seconds.toPrecision(3) : seconds.toFixed(1)} s`;

/** `0.72×`. */
export const timesText = (ratio: number): string => `${ratio.toFixed(2)}×`;

/** `3,214 MiB`. */
export const mebibytesText = (mebibytes: number): string => `${Math.round(mebibytes).toLocaleString('en')} MiB`;

/** `54 M`. */
export const millionsText = (count: number): string => `${(count / 1e6).toFixed(1)} M`;
