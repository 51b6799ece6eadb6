import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe-core finds wrong with a part of a page, a line each. Half a megabyte of it is read by
 * a document once, and of what is right it keeps no account.
 */
export async function faultsOf(page: Page, part: string): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(SOURCE)
  return await page.evaluate(
    async ({ part, rules }) => {
      // biome-ignore lint/suspicious/noExplicitAny: what the script above leaves behind.
      const { axe } = window as any
      const { violations } = await axe.run(part, {
        runOnly: { type: 'tag', values: rules },
        reporter: 'no-passes',
        selectors: false,
      })
      return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
        nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
      )
    },
    { part, rules: RULES },
  )
}
