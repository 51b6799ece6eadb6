// Under the right Node: journeys and console before every pair of screen, language and theme that
// `npm test` leaves out, and states that are rarely seen. A picture of each page is kept.
import { spawnSync } from 'node:child_process'
import { globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './runtime.mjs'

const PASSES = [
  { sides: 'usual', theme: 'light', only: 'states' },
  { sides: 'swapped', theme: 'light' },
  { sides: 'usual', theme: 'dark' },
  { sides: 'swapped', theme: 'dark' },
]
const STATES = 'test/states/*.all.ts'
const WALKED = ['test/journeys/*.test.ts', 'src/web/console/**/*.test.ts', STATES]

const pictures = process.env.VITRINE_PICTURES ?? join(root, 'pictures')
const given = process.argv.slice(2)
if (given.length === 0) rmSync(pictures, { recursive: true, force: true })
const failed = PASSES.filter(pass => !isPassed(pass))
console.log(`Pictures of the pages are in ${pictures}.`)
for (const { sides, theme } of failed) {
  console.log(`FAILED: VITRINE_SIDES=${sides} VITRINE_THEME=${theme}`)
}
process.exit(failed.length === 0 ? 0 : 1)

/** One after the other: a pass that fails keeps none of the others from being seen. */
function isPassed({ sides, theme, only }) {
  console.log(`\n${sides} sides, ${theme}`)
  const files = filesOf(only)
  if (files.length === 0) return true
  const env = {
    ...process.env,
    VITRINE_PICTURES: pictures,
    VITRINE_SIDES: sides,
    VITRINE_THEME: theme,
  }
  const script = join(root, 'scripts/run-tests.mjs')
  return (
    spawnSync(process.execPath, [script, ...files], { cwd: root, stdio: 'inherit', env }).status ===
    0
  )
}

/** `npm test` has walked the usual sides in the light: only the states are left of them. */
function filesOf(only) {
  const patterns = only ? [STATES] : WALKED
  const files = patterns.flatMap(pattern => globSync(pattern, { cwd: root }))
  return given.length === 0 ? files : given.filter(file => files.includes(file))
}
