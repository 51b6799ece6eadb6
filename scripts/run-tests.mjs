// Under the right Node: node's own test runner over every *.test.ts.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './runtime.mjs'
import { inSharedProcesses } from './shared-processes.mjs'

/** Three times what all of them take on a slow machine. */
const LIMIT_MIN = 40

// Half a package, of a run that was killed, must not be taken for one.
const packed = join(root, 'node_modules/.cache/packed')
if (!existsSync(packed)) {
  const draft = `${packed}.draft`
  const pack = [join(root, 'scripts/pack-schemas.ts'), draft]
  const { status } = spawnSync(process.execPath, pack, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
  renameSync(draft, packed)
}
const swift = `--import=${new URL('swift-modules.mjs', import.meta.url)}`

const only = process.argv.slice(2)
const all = ['src/**/*.test.ts', 'src/**/*.test.tsx', 'bench/**/*.test.ts', 'test/**/*.test.ts']
const files = only.length > 0 ? only : inSharedProcesses(globSync(all, { cwd: root }))
const unwatched = only.length > 0 ? [] : [`--import=${new URL('unwatched.mjs', import.meta.url)}`]
const child = spawn(
  process.execPath,
  [...unwatched, '--test', '--test-concurrency=4', '--test-timeout=180000', ...files],
  {
    cwd: root,
    stdio: 'inherit',
    // Three hundred files and the servers they start read the same sources, and show the same tag
    // and console, which have just been built: once is enough.
    env: {
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/tests'),
      VITRINE_BUILT: join(root, 'dist'),
      VITRINE_PACKED: packed,
      ...process.env,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, swift].filter(Boolean).join(' '),
    },
  },
)
// A file that hangs before its first test is under no test's limit.
const late = setTimeout(() => {
  console.error(`Not over in ${LIMIT_MIN} minutes: what is interrupted below hangs.`)
  child.kill()
}, LIMIT_MIN * 60_000)
late.unref()
child.on('exit', code => process.exit(code ?? 1))
