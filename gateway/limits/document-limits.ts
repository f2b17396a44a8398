/** Most tokens in one document: the largest operation of our own clients has some 150. */
export const MAX_TOKENS = 5_000;

/** Most brackets open at once in a document: parsing 2,000 ends the stack. */
export const MAX_DEPTH = 200;

/** Longest request body and websocket message, in bytes. */
export const MAX_REQUEST_BYTES = 100_000;
