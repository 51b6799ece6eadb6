import assert from 'node:assert/strict'
import { note } from '../report.ts'
import { picture, type Scene, SETTLED_MS, type Size, visitor } from './scene.ts'

const DIALOG = 'dialog.vt-dialog'

/** From a search engine straight to a page of what is gone (J9). */
export async function soldOutByAddress(scene: Scene, size: Size): Promise<void> {
  const { street, products, soldOut } = scene
  const product = products.find(({ sku }) => sku === soldOut)!
  const page = await visitor(scene, size)
  await page.goto(street + product.url)
  await page.waitForSelector(DIALOG)
  const title = await page.locator('#vt-gone').innerText()
  assert.match(title, /sold out in White/)
  await picture(scene, page, `${size.name}-dialog`)
  await page.waitForURL(/\/similar\?vt-like=/)
  await page.waitForSelector('.vt-missing')
  await page.waitForTimeout(SETTLED_MS)
  const similar = await page.locator('.vt-search .vt-list .vt-tile').count()
  assert.ok(similar > 0, 'something similar')
  assert.equal(await page.locator('.vt-missing').count(), 1)
  await picture(scene, page, `${size.name}-results`)
  await page.goBack()
  await page.waitForTimeout(4_500)
  assert.equal(new URL(page.url()).pathname, product.url)
  assert.equal(await page.locator(DIALOG).count(), 0)
  const name = `${size.name}_similar`
  note(name, similar, `${size.name}: J9, "${title}", then ${similar} similar, and Back stays there`)
  await page.context().close()
}

/** On a page of another colour they choose the one that is gone: no page is loaded for it. */
export async function soldOutByChoice(scene: Scene, size: Size): Promise<void> {
  const { street, products, soldOut } = scene
  const gone = products.find(({ sku }) => sku === soldOut)!
  const other = products.find(
    one => one.variantGroupId === gone.variantGroupId && one.inventory.isInStock,
  )!
  const page = await visitor(scene, size)
  await page.goto(street + other.url)
  await page.waitForTimeout(SETTLED_MS)
  assert.equal(await page.locator(DIALOG).count(), 0)
  const colour = gone.attributeIndex[0].optionText
  await page.locator('.variant-option-list button', { hasText: colour }).click()
  await page.waitForSelector(DIALOG)
  await page.mouse.wheel(0, 200)
  await page.waitForSelector('.vt-stopped')
  await page.waitForTimeout(3_500)
  assert.doesNotMatch(page.url(), /vt-like/)
  note(`${size.name}_choice`, true, `${size.name}: J9, ${colour} chosen, and a scroll stops it`)
  await page.context().close()
}
