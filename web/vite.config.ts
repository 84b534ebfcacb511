/** Builds the web into dist/web: one page, hashed assets, and a nonce placeholder that the server fills in. */
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const shared = ['vendor', 'icons', 'ui']
const isShared = (name: string) => shared.includes(name)

export default defineConfig({
  plugins: [react(), tailwindcss()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Browsers of 2024 and later: they know light-dark(), so the tokens stay as they are written.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    cssTarget: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // Inlined files would be data: addresses, which the CSP refuses.
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: {
      // What every page has loaded need not be named again for each.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'html' ? needed : needed.filter((file) => !isShared(file.split(/[/-]/)[1] ?? '')),
    },
    rolldownOptions: {
      // Reading a property does nothing here; else each icon keeps the reading of what nobody uses.
      treeshake: { propertyReadSideEffects: false },
      output: {
        // Every page loads the names of all others: short hashes say enough.
        chunkFileNames: ({ name }) => (isShared(name) ? 'assets/[name]-[hash].js' : 'assets/[hash:7].js'),
        // A page is one request of its own; what most pages share comes in two that stay cached. What draws
        // charts comes with the one page that has some, and icons with the pages that show them.
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules\/(?!uplot\/|lucide-react\/dist\/esm\/icons\/)/ },
            { name: 'icons', test: /node_modules\/lucide-react\/dist\/esm\/icons\//, minShareCount: 2 },
            { name: 'ui', test: /web\/(ui|api|app)\//, minShareCount: 6 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': 'http://localhost:3333', '/hooks': 'http://localhost:3333' },
  },
})
