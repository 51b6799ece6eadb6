// Beginning a process, loading the server and warming its code takes longer than most files of
// tests do, so files that touch nothing but their own objects share one: up to eight neighbours,
// one after the other. Whatever changes or measures its process, opens a port, begins another
// process or puts up a hook for all tests, which would be one for its neighbours' too, has one to
// itself.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './runtime.mjs'

const AT_MOST = 8

/** What none who shares a process may say, nor a fixture it is made with. */
const OF_THE_PROCESS = [
  /\bprocess\./,
  /\b(child_process|worker_threads|perf_hooks|playwright|node:v8|node:vm)\b/,
  /\b(globalThis|mock|performance)\b|\bconsole\.|\bMath\.random = |\bDate\.now = /,
  /\b(createServer|startServer|listen|fetch)\(|\bnode:(net|http|tls)\b/,
  /^(before|after|beforeEach|afterEach)\(/m,
]

/** The files as the runner is to take them: of those that share a process, a file that names them. */
export function inSharedProcesses(files) {
  const sharing = files.filter(mayShare)
  const alone = files.filter(file => !sharing.includes(file))
  const folder = join(root, 'dist/shared-processes')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return [...groupsOf(sharing).map(group => written(group, folder)), ...alone]
}

function mayShare(file) {
  return file.startsWith('src/') && !isOfTheProcess(join(root, file), new Set())
}

function isOfTheProcess(path, seen) {
  if (seen.has(path)) return false
  seen.add(path)
  const text = readFileSync(path, 'utf8')
  if (OF_THE_PROCESS.some(words => words.test(text))) return true
  return fixturesOf(text, path).some(fixture => isOfTheProcess(fixture, seen))
}

/** What a test is made with; what it is about is the same in every process. */
function fixturesOf(text, path) {
  const imports = [...text.matchAll(/\b(?:from|import) '(\.[^']+\.ts)'/g)]
  return imports
    .map(([, name]) => join(dirname(path), name))
    .filter(file => /\/fixtures\/|^(test|bench)\//.test(relative(root, file)))
}

/** Files of one room stay together, for they load the same. */
function groupsOf(files) {
  const sorted = files.toSorted()
  const count = Math.ceil(sorted.length / AT_MOST)
  const startOf = n => Math.round((n * sorted.length) / count)
  return Array.from({ length: count }, (_, n) => sorted.slice(startOf(n), startOf(n + 1)))
}

function written(files, folder) {
  const nameOf = file => file.replace(/^src\/|\.test\.tsx?$/g, '').replaceAll('/', '-')
  const name = [...new Set([files[0], files.at(-1)])].map(nameOf).join('…')
  const path = join(folder, `${name}.mjs`)
  const imported = ['scripts/in-shared-process.mjs', ...files].map(urlOf)
  writeFileSync(path, `${imported.map(url => `import '${url}'`).join('\n')}\n`)
  return relative(root, path)
}

function urlOf(file) {
  return pathToFileURL(join(root, file)).href
}
