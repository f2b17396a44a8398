import { ConfigError } from '#platform/config/parse-config.ts';
import { refuseToStart } from '#platform/lifecycle/run-service.ts';
import { parseCommand, USAGE } from './command.ts';
import { readMessagesConfig } from './config.ts';
import { openMessages } from './open-messages.ts';
import { runCommand } from './run-command.ts';

/** `npm run messages`: looks at the messages that could not be applied, and has them tried again. */
async function main(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const command = parseCommand(args);
  if (command.verb === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const config = readMessagesConfig(env);
  try {
    await using messages = await openMessages(config);
    for (const line of await runCommand(messages, command)) process.stdout.write(`${line}\n`);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    throw new ConfigError(`${command.verb} failed: ${message || code}`, { cause: error });
  }
}

await main(process.argv.slice(2), process.env).catch(refuseToStart);
