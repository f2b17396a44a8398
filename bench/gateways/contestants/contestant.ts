import type { Command } from '../measure/child.ts';

/** What a gateway is started over. */
export interface Ground {
  supergraphPath: string;
  /** The replayed subgraphs, by name. */
  urls: Readonly<Record<string, string>>;
  port: number;
  /** For files of the gateway's own. */
  folder: string;
  /** Where the keys are that the bearer token is verified with. */
  jwksUrl: string;
  /** Where traces are sent. */
  tracesUrl: string;
}

/** A gateway to be measured. */
export interface Contestant {
  /** As in `--only`. */
  name: string;
  title: string;
  /** What of it runs, with versions and what is switched on: a sentence for the report. */
  describe(): string;
  command(ground: Ground): Command;
}
