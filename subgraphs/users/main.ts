import { runService } from '#platform/lifecycle/run-service.ts';
import { readUsersConfig } from './config.ts';
import { createUsers } from './service.ts';

await runService(async (env) => createUsers(readUsersConfig(env)));
