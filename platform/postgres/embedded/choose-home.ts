import fs from 'node:fs';
import path from 'node:path';
import type { Logger } from './logger.ts';
import { claimRelocatedFolder, relocatedFolder } from './relocated-folder.ts';
import { canEnter, chooseRunAs, type RunAs } from './run-as.ts';
import type { StateFolder } from './state-folder.ts';

export type Home = { readonly path: string; readonly runAs: RunAs | undefined };

/**
 * The folder that holds `data/`, `password` and `postgres.log`: the state folder itself, or under root, where the
 * unprivileged user cannot get to it, its stand-in. Data that exists stays where it is.
 *
 * @throws {Error} if data exists in a place that its owner can no longer reach
 */
export function chooseHome({ path: folder, runAs }: StateFolder, logger: Logger): Home {
  if (!runAs) return { path: folder, runAs };

  if (fs.existsSync(path.join(folder, 'data'))) {
    if (canEnter(folder, runAs)) return { path: folder, runAs };
    throw new Error(
      `PostgreSQL runs as uid ${runAs.uid}, which cannot reach its data in ${folder}: open the path to it`,
    );
  }

  const relocatedData = path.join(relocatedFolder(folder), 'data');
  if (!fs.existsSync(relocatedData) && canEnter(folder, runAs)) return { path: folder, runAs };

  const home = claimRelocatedFolder(folder);
  logger.info(`uid ${runAs.uid}, as which PostgreSQL runs, cannot reach ${folder}: its data lies in ${home}`);
  return { path: home, runAs: fs.existsSync(relocatedData) ? chooseRunAs(relocatedData) : runAs };
}
