/** `npm start`: prepares the checkout, then runs the server in this very process, so that signals reach it. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './freshness.mjs'
import { prepare } from './prepare.mjs'

prepare()
await import(pathToFileURL(join(root, 'dist', 'server', 'main.js')).href)
