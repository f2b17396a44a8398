import type { Results } from '../contest.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { figureOf } from './figures.ts';

const LEFT = 190;
const WIDTH = 860;
const PLOT = 540;
const BAR = 14;
const GAP = 4;
const GROUP_GAP = 26;
const TOP = 56;

/** Told apart on light and on dark ground, and by those who see red and green alike. */
const COLOURS = ['#8a8f98', '#e07b00', '#2f7ed8', '#1f9e89', '#a45ec5'];
const OURS = 1;

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * Draws CPU per request as bars on a logarithmic scale, in groups by operation.
 *
 * @returns SVG that takes its text colour from the page's light or dark theme
 */
export function drawChart(results: Results, contestants: readonly Contestant[]): string {
  const values = [...results.values()].flatMap((byGateway) =>
    [...byGateway.values()].map((result) => figureOf(result, 'cpu') ?? 0).filter((value) => value > 0),
  );
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  const x = (value: number) => LEFT + ((Math.log10(value) - low) / (high - low)) * PLOT;
  const parts: string[] = [];
  let y = TOP;
  for (const [name, byGateway] of results) {
    parts.push(`<text x="${LEFT - 178}" y="${y - 7}" class="group">${name}</text>`);
    contestants.forEach(({ title, name: gateway }, index) => {
      const value = figureOf(byGateway.get(gateway), 'cpu');
      const middle = y + BAR - 3;
      const weight = gateway === 'ours' ? ' font-weight="600"' : '';
      parts.push(`<text x="${LEFT - 8}" y="${middle}" text-anchor="end"${weight}>${escapeXml(title)}</text>`);
      if (value === undefined) {
        parts.push(`<text x="${LEFT + 4}" y="${middle}" class="axis">— left out</text>`);
      } else {
        const width = Math.max(x(value) - LEFT, 1).toFixed(1);
        const colour = COLOURS[gateway === 'ours' ? OURS : index] ?? COLOURS[0];
        parts.push(`<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR}" rx="2" fill="${colour}"/>`);
        parts.push(`<text x="${(x(value) + 6).toFixed(1)}" y="${middle}">${value.toPrecision(2)} ms</text>`);
      }
      y += BAR + GAP;
    });
    y += GROUP_GAP;
  }
  const bottom = y - GROUP_GAP + 4;
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)).flatMap((value) => {
    const at = x(value).toFixed(1);
    return [
      `<line x1="${at}" y1="${TOP - 22}" x2="${at}" y2="${bottom}" class="grid"/>`,
      `<text x="${at}" y="${bottom + 16}" text-anchor="middle" class="axis">${Number(value.toPrecision(1))} ms</text>`,
    ];
  });
  const height = bottom + 26;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="CPU milliseconds per request">
<style>
text { font: 12px system-ui, sans-serif; fill: #24292f; }
.title { font-size: 15px; font-weight: 600; }
.group { font-weight: 600; }
.axis { fill: #6e7781; }
.grid { stroke: #8a8f98; stroke-opacity: .3; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .axis { fill: #9aa4ae; } }
</style>
<text x="12" y="20" class="title">CPU time of the gateway per request, logarithmic: shorter is better</text>
${[...ticks, ...parts].join('\n')}
</svg>
`;
}
