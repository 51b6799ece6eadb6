import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openScene } from './fixtures/scene.ts'

const { scene, shop } = openScene()
const cases = JSON.parse(
  readFileSync(new URL('../../render/cases.json', import.meta.url), 'utf8'),
) as { name: string }[]

test('what the browser builds is what the server prints, node for node', async () => {
  shop.pages.set('/', { html: '<!doctype html><title>Alike</title>' })
  const page = await scene.context.newPage()
  await page.goto(shop.url)
  const same = await page.evaluate(async all => {
    // Typed loosely: these modules are the browser's, fetched from the fixture.
    const load = (path: string) => import(path)
    const { placementTree } = await load('/src/render/placement.ts')
    const { toDom } = await load('/src/render/to-dom.ts')
    // biome-ignore lint/suspicious/noExplicitAny: the shape of cases.json.
    return all.map(({ name, answer, manner, html }: any) => {
      const tree = placementTree(answer, manner)
      const built = document.createElement('div')
      if (tree) built.append(toDom(tree, document))
      const printed = new DOMParser().parseFromString(`<div>${html}</div>`, 'text/html').body
      return [name, built.isEqualNode(printed.firstChild)]
    })
  }, cases)
  assert.deepEqual(
    same,
    cases.map(({ name }) => [name, true]),
  )
})
