import { runService } from '#platform/lifecycle/run-service.ts';
import { readNotificationsConfig } from './config.ts';
import { createNotifications } from './service.ts';

await runService(async (env) => createNotifications(readNotificationsConfig(env)));
