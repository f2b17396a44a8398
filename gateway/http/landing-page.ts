import type { ApolloServerPlugin, GraphQLServerContext } from '@apollo/server';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';

/** Over the sandbox, which fills the page. */
const LINK = `<a href="/ide" style="position:fixed;right:12px;bottom:12px;z-index:9999;padding:6px 10px;border-radius:6px;
background:#15252d;color:#fff;font:14px sans-serif">No internet here? Open the built-in IDE</a>`;

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
        return { html: html.replace('</body>', `${LINK}</body>`) };
      },
    };
  },
};
