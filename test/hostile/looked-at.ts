import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** Before anything of a page runs: what is executed tells itself. */
export async function listenForHits(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: unknown[] = []
    Object.assign(window, { hits: told, hit: (n: unknown) => told.push(n) })
  })
  page.on('dialog', dialog => dialog.dismiss())
}

/**
 * Nothing ran, and nothing stands there that would when it is touched, followed or sent.
 */
export async function assertHarmless(page: Page, within = 'body', restMs = 200): Promise<void> {
  const look = async ([part, ms]: readonly [string, number]) => {
    const root = document.querySelector(part)!
    const elements = [...root.querySelectorAll('*')]
    await new Promise(resolve => setTimeout(resolve, ms))
    const isSafe = (address: string) =>
      !URL.canParse(address, location.href) ||
      /^(https?|blob):$/.test(new URL(address, location.href).protocol)
    return {
      hits: (window as unknown as { hits: unknown[] }).hits,
      count: elements.length,
      elements: elements
        .map(({ localName }) => localName)
        .filter(name => /^(script|iframe|object|embed|base|meta|link|style|template)$/.test(name)),
      attributes: elements.flatMap(one =>
        one.getAttributeNames().filter(name => /^on|^srcdoc$|^formaction$/.test(name)),
      ),
      addresses: elements.flatMap(one =>
        ['href', 'src', 'action', 'xlink:href'].flatMap(name => {
          const address = one.getAttribute(name)
          return address === null || isSafe(address) ? [] : [address]
        }),
      ),
    }
  }
  const found = await page.evaluate(look, [within, restMs] as const)
  assert.ok(found.count > 0, `${within} is empty: nothing was looked at`)
  const { hits, elements, attributes, addresses } = found
  assert.deepEqual(
    { hits, elements, attributes, addresses },
    { hits: [], elements: [], attributes: [], addresses: [] },
  )
}
