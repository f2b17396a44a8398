/**
 * Reduces a TypeScript file to the modules that it names, types included, so that dependency-cruiser can read it:
 * its own reader of TypeScript needs a compiler older than 7, and its swc reader stops at `using`.
 */
const importsOnly = ({ types, template }) => {
  const found = new Set();
  return {
    visitor: {
      'ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration': ({ node }) => {
        if (node.source) found.add(node.source.value);
      },
      TSImportType: ({ node }) => found.add(node.argument.value),
      CallExpression: ({
        node: {
          callee,
          arguments: [first],
        },
      }) => {
        if (types.isImport(callee) && types.isStringLiteral(first)) found.add(first.value);
      },
      Program: {
        enter: () => found.clear(),
        exit: ({ node }) => {
          node.body = [...found].map((name) => template.statement.ast(`import ${JSON.stringify(name)}`));
        },
      },
    },
  };
};

export default {
  babelrc: false,
  configFile: false,
  parserOpts: { plugins: ['typescript', 'explicitResourceManagement'] },
  plugins: [importsOnly],
};
