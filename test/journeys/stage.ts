import { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { launch } from '../browser.ts'
import { type DemoRun, startDemo } from './demo-run.ts'

/** The demo and a browser before it, for all journeys of one file of tests. */
export interface Stage {
  browser: Browser
  run: DemoRun
}

let open: { stage: Stage; filled: Promise<void> } | undefined

/**
 * A start of the demo costs more than the journeys of some files: those that do not disturb each
 * other are told one after the other before the same. Each is a file that can be run by itself.
 */
export function openStage(prepare?: (stage: Stage) => Promise<void>): Stage {
  open ??= raise()
  const { stage, filled } = open
  if (prepare) before(() => filled.then(() => prepare(stage)))
  return stage
}

function raise() {
  const stage: Partial<Stage> = {}
  const filled = fill(stage)
  before(() => filled)
  after(async () => {
    await stage.browser?.close()
    await stage.run?.stop()
  })
  return { stage: stage as Stage, filled }
}

/** One after the other, so that a start that failed leaves nothing running. */
async function fill(stage: Partial<Stage>): Promise<void> {
  stage.browser = await launch()
  stage.run = await startDemo()
}
