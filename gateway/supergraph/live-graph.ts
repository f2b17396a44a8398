import type { Graph } from '../operations/graph.ts';

/** The graph that is served now; another one can take its place while requests run. */
export interface LiveGraph {
  /** The graph for a request that begins. It lives until `leave`, also when another has taken its place meanwhile. */
  enter(): Graph;
  /** To be called once for every `enter`, when the request has ended. */
  leave(graph: Graph): void;
  /** Calls back whenever another graph has taken the place of the last one. @returns ends it */
  onChange(listener: (graph: Graph) => void): () => void;
}
