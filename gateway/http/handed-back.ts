import type { IncomingMessage } from 'node:http';

/** The bodies of requests that the short lane has read and left to fastify; `undefined` stands for one that is too long. */
export type HandedBack = WeakMap<IncomingMessage, Buffer | undefined>;
