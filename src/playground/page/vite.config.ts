import { defineConfig } from 'vite';

/** Builds the page into dist; the playground's server serves it from there. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  logLevel: 'warn',
  build: {
    outDir: '../../../dist/playground/page',
    emptyOutDir: true,
    target: 'es2022',
    // Icons become files: the page's policy lets it load nothing but files of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
