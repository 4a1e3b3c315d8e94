import { defineConfig } from 'vite';

/** Bundles what runs into dist: main.js finds the door, and each door's chunks are loaded when it is opened. */
export default defineConfig({
  logLevel: 'warn',
  ssr: {
    // Small and without parts of their own, they cost little in a chunk and much as hundreds of files. All others are
    // loaded from node_modules, only by the doors that need them.
    noExternal: [
      '@date-fns/tz',
      'ansi-regex',
      'chrono-node',
      'date-fns',
      'fzstd',
      'get-east-asian-width',
      'ipaddr.js',
      'lru-cache',
      'string-width',
      'strip-ansi',
      'yaml',
      'zod',
    ],
  },
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    license: { fileName: 'THIRD-PARTY.md' },
    rolldownOptions: {
      input: { main: 'src/main.ts', 'read-worker': 'src/sources/log-files/read-worker.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'main' ? 'main.js' : `chunks/${name}.js`),
        // One folder below dist, as modules lie one below src: the worker and manifest.yml are where a module says.
        chunkFileNames: 'chunks/[name].js',
        sourcemapExcludeSources: true,
      },
    },
  },
});
