/** The body of an answer whose request failed for no fault of the merchant's. */
export const failure = (code: string) => ({ error: { code, message: 'The provider failed.', retryable: true } });
