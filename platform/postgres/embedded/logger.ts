/** All that this folder asks of a logger. */
export type Logger = { info(message: string): void; warn(message: string): void };

export const silentLogger: Logger = { info: () => undefined, warn: () => undefined };
