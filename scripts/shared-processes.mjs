// Beginning a process, loading the server and warming its code takes longer than most files of
// tests do, so files that leave their process as it was share one: up to sixteen neighbours, one
// after the other. Those that stand before the same kind of stage share its browser too. Whatever
// changes or measures its process, begins another one or puts up a hook around each test, which
// would be one around its neighbours' too, has one to itself.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './runtime.mjs'

const AT_MOST = 16
/** Those before a stage wait more than they work: they had better wait beside each other. */
const AT_MOST_BEFORE_STAGE = 8

/** What none who shares a process may say, nor a fixture it is made with. */
const OF_THE_PROCESS = [
  /\bprocess\./,
  /\b(child_process|worker_threads|perf_hooks|playwright|node:v8|node:vm)\b/,
  /\b(globalThis|mock|performance)\b|\bconsole\.(log|warn|error)\b/,
  /\bMath\.random = |\bDate\.now = /,
  /^(beforeEach|afterEach)\(/m,
]

/** Made to be stood before by many, a browser included. */
const STAGES = ['src/web/tag/fixtures/scene.ts', 'src/web/console/fixtures/reader-page.ts']

/**
 * The files as the runner is to take them: of those that share a process, a file that names them.
 * It goes by their names. Those of `test/`, which take longest, are begun first: at the end there
 * would be nothing to run beside them.
 */
export function inSharedProcesses(files) {
  const made = new Map(files.map(file => [file, madeOf(join(root, file), new Map())]))
  const before = stage => files.filter(file => made.get(file).has(join(root, stage)))
  const onStage = STAGES.map(before)
  const offStage = files.filter(file => mayShare(made.get(file)))
  const sharing = [...onStage, offStage]
  const alone = files.filter(file => !sharing.flat().includes(file))
  const isLong = file => file.startsWith('test/')
  const first = alone.filter(isLong).map(file => [file])
  const groups = [
    ...first,
    ...onStage.flatMap(one => groupsOf(one, AT_MOST_BEFORE_STAGE)),
    ...groupsOf(offStage, AT_MOST),
  ]
  const folder = join(root, 'dist/shared-processes')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return [
    ...groups.map((group, n) => written(group, n, folder)),
    ...alone.filter(file => !isLong(file)),
  ]
}

function mayShare(made) {
  return [...made.values()].every(text => !OF_THE_PROCESS.some(words => words.test(text)))
}

/** The texts of a file and of the fixtures it is made with; what it is about is the same in every process. */
function madeOf(path, texts) {
  const text = readFileSync(path, 'utf8')
  texts.set(path, text)
  for (const fixture of fixturesOf(text, path)) if (!texts.has(fixture)) madeOf(fixture, texts)
  return texts
}

function fixturesOf(text, path) {
  const imports = [...text.matchAll(/\b(?:from|import) '(\.[^']+\.ts)'/g)]
  return imports
    .map(([, name]) => join(dirname(path), name))
    .filter(file => /\/fixtures\/|^(test|bench)\//.test(relative(root, file)))
}

/** Files of one room stay together, for they load the same. */
function groupsOf(files, atMost) {
  const sorted = files.toSorted()
  const count = Math.ceil(sorted.length / atMost)
  const startOf = n => Math.round((n * sorted.length) / count)
  return Array.from({ length: count }, (_, n) => sorted.slice(startOf(n), startOf(n + 1)))
}

function written(files, number, folder) {
  const nameOf = file => file.replace(/^src\/|\.test\.tsx?$/g, '').replaceAll('/', '-')
  const name = [...new Set([files[0], files.at(-1)])].map(nameOf).join('…')
  const path = join(folder, `${String(number).padStart(2, '0')}-${name}.mjs`)
  const imported = ['scripts/in-shared-process.mjs', ...files].map(urlOf)
  writeFileSync(path, `${imported.map(url => `import '${url}'`).join('\n')}\n`)
  return relative(root, path)
}

function urlOf(file) {
  return pathToFileURL(join(root, file)).href
}
