import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

/**
 * The floors of the house: what each room may import. Imports go down; if two
 * rooms need each other, a third thing is missing below them.
 */
const MAY: Record<string, string[]> = {
  core: [],
  schema: ['core'],
  engine: ['core', 'schema'],
  ingest: ['core', 'schema'],
  search: ['core', 'schema'],
  care: ['core', 'schema'],
  render: ['core', 'schema'],
  store: ['core', 'schema'],
  server: ['core', 'schema', 'engine', 'ingest', 'search', 'care', 'render', 'store'],
  cli: [
    'core',
    'schema',
    'engine',
    'ingest',
    'search',
    'care',
    'render',
    'store',
    'server',
    'shoppers',
    'demo',
  ],
  'web/tag': ['schema', 'render'],
  'web/console': ['schema', 'render'],
  client: [],
  shoppers: ['core', 'schema'],
  demo: ['core', 'schema', 'shoppers'],
}

/** Rooms of the engine, left to right: each imports only to its left. `engine.ts` sees all. */
const ENGINE = [
  'catalogue',
  'genome',
  'recommend',
  'situation',
  'policy',
  'decide',
  'learn',
  'prove',
  'wishes',
]

/** Packages a room may use beside Node itself; a room not named here uses none. */
const PACKAGES: Record<string, RegExp> = {
  schema: /^typebox/,
  ingest: /^(typebox|isbot|saxes)/,
  store: /^@duckdb\/node-api$/,
  server: /^(fastify|@fastify\/|fast-json-stringify|typebox|prom-client|isbot|nodemailer)/,
  'web/console': /^(preact|uplot|@fontsource-variable\/)/,
}

/** Where rooms only take types. */
const TYPES_ONLY: [string, string][] = [
  ['engine', 'schema'],
  ['web/tag', 'schema'],
  ['web/console', 'schema'],
  ['demo', 'schema'],
]

const SAID_TO_SHOPPERS = /^(render|web\/tag|engine|search|server\/(explain|rules|search|why))\//

const src = resolve(import.meta.dirname, '../src')

test('rooms import only what stands on the floors below them', () => {
  const broken: string[] = []
  for (const file of sources()) {
    const room = roomOf(file)
    for (const { to, typeOnly, text } of importsOf(file)) {
      if (to === undefined) continue
      const target = roomOf(to)
      if (target === room || room === 'main') continue
      if (!MAY[room]?.includes(target)) broken.push(`${relative(src, file)} imports ${text}`)
      const needsType = TYPES_ONLY.some(([a, b]) => a === room && b === target)
      const isTable = /schema\/(limits|record)\.ts$/.test(to)
      if (needsType && !typeOnly && !isTable)
        broken.push(`${relative(src, file)} must import only types: ${text}`)
    }
  }
  assert.deepEqual(broken, [])
})

test('inside the engine, each room imports only to its left', () => {
  const broken: string[] = []
  for (const file of sources()) {
    const from = ENGINE.indexOf(engineRoom(file))
    if (from < 0) continue
    for (const { to, text } of importsOf(file)) {
      if (to === undefined || roomOf(to) !== 'engine') continue
      const at = ENGINE.indexOf(engineRoom(to))
      if (at < 0 || at > from) broken.push(`${relative(src, file)} imports ${text}`)
    }
  }
  assert.deepEqual(broken, [])
})

test('packages enter only the rooms that have a reason for them', () => {
  const broken: string[] = []
  for (const file of sources()) {
    const room = roomOf(file)
    for (const { to, text } of importsOf(file)) {
      if (to !== undefined || text.startsWith('node:')) continue
      if (!PACKAGES[room]?.test(text)) broken.push(`${relative(src, file)} imports ${text}`)
    }
  }
  assert.deepEqual(broken, [])
})

test('the engine has no clock, no dice, no promise and no input or output', () => {
  const forbidden =
    /\b(Date\.now|new Date\(\)|Math\.random|performance\.|setTimeout|setInterval|async |await |Promise)\b|from 'node:/
  const broken = sources()
    .filter(file => ['engine'].includes(roomOf(file)))
    .filter(file => forbidden.test(code(file)))
    .map(file => relative(src, file))
  assert.deepEqual(broken, [])
})

test('what shoppers read in French never begins a line with a colon or a question mark', () => {
  const broken = sources()
    .filter(file => SAID_TO_SHOPPERS.test(relative(src, file)))
    .flatMap(file => code(file).match(/'(?:[^'\\\n]|\\.)*'/g) ?? [])
    .filter(text => /[\p{L}}%»] [:;?!»](?!\w)|« /u.test(text))
  assert.deepEqual(broken, [], 'a thin no-break space, \\u202f, belongs there')
})

test('nobody imports a bench', () => {
  const broken = sources().filter(file => /from '.*\/bench\//.test(code(file)))
  assert.deepEqual(broken, [])
})

function sources(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(
      name => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !/(^|\/)fixtures\//.test(name),
    )
    .map(name => join(src, name))
}

function roomOf(file: string): string {
  const parts = relative(src, file).split('/')
  if (parts.length === 1) return parts[0].replace(/\.ts$/, '')
  return parts[0] === 'web' && parts.length > 2 ? `web/${parts[1]}` : parts[0]
}

function engineRoom(file: string): string {
  const parts = relative(src, file).split('/')
  return parts[0] === 'engine' && parts.length > 2 ? parts[1] : ''
}

interface Import {
  text: string
  typeOnly: boolean
  /** Absolute path, or undefined for a package. */
  to?: string
}

function importsOf(file: string): Import[] {
  const found: Import[] = []
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  for (const match of code(file).matchAll(pattern)) {
    const text = match[3] ?? match[4]
    if (/^(#|virtual:)/.test(text)) continue
    const named = match[2]?.match(/\{([^}]*)\}/)?.[1]
    const allTypes =
      named
        ?.split(',')
        .filter(n => n.trim())
        .every(n => n.trim().startsWith('type ')) ?? false
    found.push({
      text,
      typeOnly: match[1] !== undefined || allTypes,
      to: text.startsWith('.') ? resolve(dirname(file), text) : undefined,
    })
  }
  return found
}

/** Source without comments, so that prose about clocks offends nobody. */
function code(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '$1')
}
