/** Ends the engines that the set-up started. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.agoraTestEngines?.[Symbol.asyncDispose]();
}
