#!/usr/bin/env node
/** The `guildhall` command of a checkout: prepares it, then runs the built command in this process. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './freshness.mjs'
import { prepare } from './prepare.mjs'

prepare()
await import(pathToFileURL(join(root, 'dist', 'cli', 'main.js')).href)
