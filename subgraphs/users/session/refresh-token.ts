import { createHash, randomBytes } from 'node:crypto';

/** Days after which an unused refresh token, and with it its session, is over. */
export const REFRESH_TOKEN_DAYS = 30;

/** An opaque token of 256 random bits. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: who reads the table cannot sign in. A plain hash does, there is nothing to guess. */
export const hashRefreshToken = (token: string): Buffer => createHash('sha256').update(token).digest();
