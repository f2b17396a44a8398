import { styleText } from 'node:util';

export interface BannerFacts {
  gatewayUrl: string;
  subgraphs: readonly { name: string; url: string }[];
  demoAccounts: readonly { email: string; password: string }[];
  logFile: string;
}

const FIRST_QUERY = '{ products(search: "lamp", first: 3) { nodes { name price { amount currency } averageRating } } }';

/** What somebody who has just started the graph wants to know; in colour where the terminal has any. */
export function banner({ gatewayUrl, subgraphs, demoAccounts, logFile }: BannerFacts): string {
  const bold = (text: string) => styleText('bold', text);
  const dim = (text: string) => styleText('dim', text);
  const link = (text: string) => styleText('cyan', text);
  const lines = [
    '',
    `${styleText(['bold', 'green'], 'Agora is up.')}  ${dim('Ctrl+C stops it; what you did is kept.')}`,
    '',
    `  ${bold('Graph')}      ${link(`${gatewayUrl}/graphql`)}  ${dim('queries, mutations, subscriptions over websocket')}`,
    `  ${bold('Explore')}    ${link(gatewayUrl)}  ${dim('Apollo Sandbox')}   ${link(`${gatewayUrl}/ide`)}  ${dim('works offline')}`,
    `  ${bold('Subgraphs')}  ${subgraphs.map(({ name, url }) => `${name} ${dim(`:${new URL(url).port}`)}`).join('  ')}`,
    `  ${bold('Log')}        ${logFile}`,
  ];
  if (demoAccounts.length > 0) {
    lines.push('', `  ${bold('Demo accounts')}`);
    for (const { email, password } of demoAccounts) lines.push(`    ${email}  ${dim('password')} ${password}`);
  }
  lines.push(
    '',
    `  ${bold('A first query')}, to paste into ${link(`${gatewayUrl}/ide`)} or as it is into a terminal:`,
    '',
    `    curl -s ${gatewayUrl}/graphql -H 'content-type: application/json' \\`,
    `      -d '${JSON.stringify({ query: FIRST_QUERY })}'`,
    '',
  );
  return lines.join('\n');
}
