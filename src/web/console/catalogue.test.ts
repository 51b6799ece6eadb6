import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { PHONE } from '../../../test/sides.ts'
import { boots, wantedShop } from '../../server/catalogue-room/fixtures/wanted.ts'
import { DARK, Reader, widthOf } from './fixtures/room.ts'
import { buildOnce } from './fixtures/stage.ts'

let shop: Awaited<ReturnType<typeof wantedShop>>
let reader: Reader

before(async () => {
  shop = await wantedShop({ console: await buildOnce() })
  await shop.feed([...boots(10, [2]), 'boot-x\tX\thttps://a.example/x\tsoon\tin_stock\t\t\t\t'])
  for (let n = 0; n < 12; n++) await shop.look(`buyer-${n}`, 'boot-1')
  for (let n = 0; n < 3; n++) await shop.buy(`buyer-${n}`, 'boot-1')
  for (let n = 0; n < 40; n++) await shop.look(`misser-${n}`, 'boot-2')
  await shop.wish('misser-1', 'boot-2')
  await shop.feed(boots(4, [2])) // six of ten are gone: too many to be believed
  reader = await Reader.of(shop)
})

after(async () => {
  await reader.close()
  await shop.close()
})

test('the page opens with what people could not have, and says why a row was refused', async t => {
  const page = await reader.open(t, 'catalogue')
  assert.match(await page.locator('.answer').innerText(), /40 visites ont cherché/)
  assert.match(
    await page.locator('.tally tbody tr').first().innerText(),
    /Chaussure Combe 2[\s\S]*40[\s\S]*1/,
  )
  await page.getByText('Les lectures d’avant').click()
  await page.getByText('Les premiers refus').click()
  assert.match(await page.locator('.runs').innerText(), /1 refusée\n[\s\S]*boot-x · price/)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

test('a product tells who looks at it and what stands in for it', async t => {
  const page = await reader.open(t, 'catalogue')
  await page.getByRole('searchbox').fill('combe 1')
  await page.locator('.goods a', { hasText: 'Combe 1' }).click()
  await page.locator('.det .big').waitFor()
  const told = await page.locator('.det').innerText()
  assert.match(told, /12 des \d+ visiteurs en mémoire l’ont regardé/)
  assert.match(told, /À la place de/)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

test('on a dark phone, in English, the product is a page of its own and nothing scrolls sideways', async t => {
  const page = await reader.open(t, 'catalogue', { ...DARK, ...PHONE })
  assert.ok((await widthOf(page)) <= PHONE.viewport.width)
  await page.locator('.goods a').first().click()
  await page.locator('.det .big').waitFor()
  assert.equal(await page.locator('.goods').isVisible(), false)
  assert.ok((await widthOf(page)) <= PHONE.viewport.width)
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await page.getByText('Back to the catalogue').click()
  await page.locator('.goods').waitFor()
  await page.locator('.tabs summary').click()
  await page.locator('.tabs .more a[aria-current=page]').waitFor()
})

test('a removal too large to be believed is kept when somebody says so', async t => {
  const page = await reader.open(t, 'catalogue')
  assert.match(await page.locator('.asks').innerText(), /ne contient plus 6 produits sur 10/)
  await page.getByRole('button', { name: 'Les garder' }).click()
  await page.locator('.asks').waitFor({ state: 'detached' })
  assert.equal(shop.shop.engine.catalogue.productCount, 10)
  assert.deepEqual((await shop.read('/v1/catalogue/removals')).removals, [])
})
