import type { ApolloServerPlugin, GraphQLServerContext } from '@apollo/server';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';

/** A link above the sandbox, which fills the page. The page's policy heeds only styles that carry its nonce. */
const linkWith = (nonce: string) => `<style nonce="${nonce}">
#ide { position: fixed; right: 12px; bottom: 12px; z-index: 9999; padding: 6px 10px; border-radius: 6px;
  background: #15252d; color: #fff; font: 14px sans-serif; }
</style><a id="ide" href="/ide">No internet here? Open the built-in IDE</a>`;

/** Apollo Sandbox, whose scripts come from the internet, with a link to the IDE that needs none. */
export const landingPage: ApolloServerPlugin = {
  async serverWillStart(server: GraphQLServerContext) {
    const sandbox = ApolloServerPluginLandingPageLocalDefault({
      embed: { runTelemetry: false },
      footer: false,
    });
    const listener = await sandbox.serverWillStart?.(server);
    return {
      async renderLandingPage() {
        const page = await listener?.renderLandingPage?.();
        const html = typeof page?.html === 'function' ? await page.html() : (page?.html ?? '');
        const nonce = /nonce="?([0-9a-f]+)/.exec(html)?.[1] ?? '';
        return { html: html.replace('</body>', `${linkWith(nonce)}</body>`) };
      },
    };
  },
};
