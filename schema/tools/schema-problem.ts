/** Something that whoever changes the schema must put right; the message is all that has to be shown. */
export class SchemaProblem extends Error {
  override readonly name = 'SchemaProblem';
}

/** Runs a command line tool: a SchemaProblem ends it with exit code 1 and its message, anything else with its stack. */
export async function runTool(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SchemaProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
