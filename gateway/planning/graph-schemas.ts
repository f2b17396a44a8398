import { buildASTSchema, buildSchema, type DocumentNode, type GraphQLSchema, Kind, parse } from 'graphql';

/** What is known of a supergraph without planning. */
export interface GraphSchemas {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSchema: GraphQLSchema;
  readonly overrideLabels: readonly string[];
}

function overrideLabelsOf(supergraph: DocumentNode): string[] {
  const labels = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { directives } of definition.fields ?? []) {
      for (const directive of directives ?? []) {
        const value = directive.arguments?.find(({ name }) => name.value === 'overrideLabel')?.value;
        if (directive.name.value === 'join__field' && value?.kind === Kind.STRING) labels.add(value.value);
      }
    }
  }
  return [...labels];
}

/** @param apiSdl as a plan maker gives it */
export function graphSchemas(supergraphSdl: string, apiSdl: string): GraphSchemas {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  return {
    apiSchema: buildSchema(apiSdl, { assumeValid: true, noLocation: true }),
    supergraphSchema: buildASTSchema(supergraph, { assumeValid: true, assumeValidSDL: true }),
    overrideLabels: overrideLabelsOf(supergraph),
  };
}
