import { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { launch } from '../browser.ts'
import { type DemoRun, startDemo } from './demo-run.ts'

/** The demo and a browser before it, for one file of tests. */
export interface Stage {
  browser: Browser
  run: DemoRun
}

/** Filled before the first test: one after the other, so that a start that failed leaves nothing running. */
export function openStage(prepare = async (_stage: Stage) => {}): Stage {
  const stage: Partial<Stage> = {}
  before(async () => {
    stage.browser = await launch()
    stage.run = await startDemo()
    await prepare(stage as Stage)
  })
  after(async () => {
    await stage.browser?.close()
    await stage.run?.stop()
  })
  return stage as Stage
}
