import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { forward } from './forward.ts'

test('the reverse path passes what browsers need, and nothing of the console, the figures or the catalogue', async t => {
  const asked: string[] = []
  const vitrine = createServer((request, response) => {
    asked.push(request.url as string)
    response.end()
  })
  const shop = createServer((request, response) => forward(request, response, addressOf(vitrine)))
  for (const server of [vitrine, shop]) {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    t.after(() => server.close())
  }
  const ask = async (path: string) => (await fetch(`${addressOf(shop)}/_vitrine${path}`)).status
  const open = ['/tag.js', '/core.0a1b2c3d.js', '/v1/events?key=pk_x', '/v1/decisions', '/v1/batch']
  for (const path of open) assert.equal(await ask(path), 200, path)
  const shut = [
    ...['/metrics', '/console/', '/console/enter?token=x', '/openapi.json', '/healthz'],
    ...['/v1/results', '/v1/log', '/v1/live', '/v1/catalogue/products', '/v1/events/recent'],
    ...['/..%2fmetrics', '//metrics', '/console/%2e%2e/metrics', '/metrics?/tag.js', '/v1/eventsX'],
  ]
  for (const path of shut) assert.equal(await ask(path), 404, path)
  assert.deepEqual(asked, open)
})

function addressOf(server: ReturnType<typeof createServer>): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
