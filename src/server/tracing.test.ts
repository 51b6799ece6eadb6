import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { machine } from '../store/machine.ts'
import { setUp, view } from './fixtures/set-up.ts'
import { OtlpExporter, type Span } from './otlp.ts'
import { startServer } from './start.ts'
import { Tracer } from './tracing.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'
const home = { page: { type: 'home' }, placements: [{ placement: 'home' }] }

test('a request that came with a trace goes on in it, its decision inside, and the collector is told both', async t => {
  const collector = await collect(t)
  const server = await serve(t, {
    endpoint: `${collector.url}/`,
    headers: { 'x-key': 'k' },
    share: 0,
  })
  const traceparent = `00-${TRACE}-${PARENT}-01`
  // A server that has just started on a busy machine may answer with popular lists at first.
  for (let tries = 0; tries < 50 && (await server.isDegraded({ traceparent })); tries++) {
    await sleep(100)
  }
  await server.stop()
  const [{ url, headers, body }] = collector.messages
  assert.equal(url, '/v1/traces')
  assert.equal(headers['x-key'], 'k')
  const { resource, scopeSpans } = body.resourceSpans[0]
  assert.deepEqual(resource.attributes[0], {
    key: 'service.name',
    value: { stringValue: 'vitrine' },
  })
  const { spans } = scopeSpans[0]
  const part = spans.find(({ name }: { name: string }) => name === 'decide')
  const whole = spans.find(({ spanId }: { spanId: string }) => spanId === part.parentSpanId)
  assert.deepEqual([part.name, whole.name], ['decide', 'POST /v1/decisions'])
  assert.deepEqual([part.traceId, whole.traceId], [TRACE, TRACE])
  assert.equal(whole.parentSpanId, PARENT)
  assert.equal(part.parentSpanId, whole.spanId)
  assert.deepEqual([part.kind, whole.kind], [1, 2])
  assert.ok(BigInt(whole.startTimeUnixNano) <= BigInt(part.startTimeUnixNano))
  assert.ok(BigInt(part.endTimeUnixNano) <= BigInt(whole.endTimeUnixNano))
  assert.deepEqual(
    whole.attributes.find(({ key }: { key: string }) => key === 'http.response.status_code').value,
    { intValue: '200' },
  )
})

test('events tell of their way to the disk, and no span names a path, a key, a cookie or an item', async t => {
  const collector = await collect(t)
  const server = await serve(t, { endpoint: collector.url, share: 1 })
  await server.post('/v1/events?canary', { events: [view('canary-item')] }, { cookie: 'canary=1' })
  await server.get('/v1/visitors/canary?by=own')
  await server.get('/canary')
  await server.stop()
  const text = JSON.stringify(collector.messages.map(({ body }) => body))
  assert.match(text, /"name":"append"/)
  assert.match(text, /"name":"GET \/v1\/visitors\/:key"/)
  assert.doesNotMatch(text, /canary|pk_|sk_|127\.0\.0\.1/)
})

test('a trace that is not kept elsewhere is not kept here, and a broken word of one begins anew', () => {
  const tracer = new Tracer({ env: machine, share: 1, add() {} })
  assert.equal(tracer.begin(`00-${TRACE}-${PARENT}-00`), undefined)
  assert.equal(tracer.begin(`00-${TRACE}-${PARENT}-03`)?.traceId, TRACE)
  for (const word of [
    undefined,
    '',
    'x',
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `ff-${TRACE}-${PARENT}-01`,
  ]) {
    const trace = tracer.begin(word)
    assert.match(trace?.traceId ?? '', /^[0-9a-f]{32}$/)
    assert.notEqual(trace?.traceId, TRACE)
    assert.equal(trace?.parentId, undefined)
  }
})

test('a share of the requests begins a trace', () => {
  const tracer = new Tracer({ env: machine, share: 0.25, add() {} })
  const begun = Array.from({ length: 4_000 }, () => tracer.begin(undefined)).filter(Boolean).length
  assert.ok(begun > 800 && begun < 1_200, String(begun))
  const none = new Tracer({ env: machine, share: 0, add() {} })
  assert.equal(none.begin(undefined), undefined)
})

test('of a collector that does not answer only so much is kept for later, and the rest is dropped and counted', async t => {
  const collector = await collect(t, { isDeaf: true })
  const fates = { sent: 0, dropped: 0 }
  const exporter = new OtlpExporter({
    endpoint: collector.url,
    version: '1',
    onFate: (fate, count) => (fates[fate] += count),
  })
  for (let n = 0; n < 10_000; n++) exporter.add(span(n))
  assert.deepEqual(fates, { sent: 0, dropped: 10_000 - 512 - 2_048 })
  collector.hangUp()
  await exporter.close()
  assert.equal(fates.sent, 0)
})

test('a collector that says no, or is away, costs its spans and nothing else', async t => {
  const collector = await collect(t, { status: 503 })
  for (const endpoint of [collector.url, 'http://127.0.0.1:1']) {
    const server = await serve(t, { endpoint, share: 1 })
    assert.equal(await server.post('/v1/decisions', home), 200)
    await server.stop()
  }
  assert.equal(collector.messages.length, 1)
})

test('when nobody traces, no request carries a trace', async t => {
  const { app, post, close } = await setUp()
  t.after(close)
  const seen: unknown[] = []
  app.addHook('onResponse', (request, _reply, done) => {
    seen.push(request.trace)
    done()
  })
  await post('/v1/decisions', home, { traceparent: `00-${TRACE}-${PARENT}-01` })
  assert.deepEqual(seen, [undefined])
})

interface Message {
  url?: string
  headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire, looked at field by field
  body: any
}

/** A collector of our own, on a port of its own. */
async function collect(t: TestContext, how: { status?: number; isDeaf?: boolean } = {}) {
  const messages: Message[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = JSON.parse(Buffer.concat(parts).toString())
    messages.push({ url: request.url, headers: request.headers, body })
    if (!how.isDeaf) response.writeHead(how.status ?? 200).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const hangUp = () => {
    server.closeAllConnections()
    server.close()
  }
  t.after(hangUp)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { messages, url, hangUp }
}

async function serve(
  t: TestContext,
  telemetry: { endpoint: string; share: number; headers?: Record<string, string> },
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-tracing-'))
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  const { api, keys, stop } = await startServer({
    dataDir,
    shop: 'shop',
    host: '127.0.0.1',
    port: 0,
    origins: [],
    env: machine,
    logLevel: 'silent',
    telemetry,
  })
  const call = async (path: string, init: RequestInit) => {
    const answer = await fetch(api + path, init)
    await answer.text()
    return answer.status
  }
  const json = { 'content-type': 'application/json', authorization: `Bearer ${keys.publicKey}` }
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    call(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
  const get = (path: string) =>
    call(path, { headers: { authorization: `Bearer ${keys.firstServerKey}` } })
  const isDegraded = async (headers: Record<string, string>): Promise<boolean> => {
    const init = { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(home) }
    return (await (await fetch(`${api}/v1/decisions`, init)).json()).degraded
  }
  return { post, get, isDegraded, stop }
}

function span(n: number): Span {
  const times = { startMs: n, endMs: n + 1 }
  const ids = { traceId: TRACE, spanId: PARENT }
  return { ...ids, ...times, name: 'x', kind: 'server', attributes: {}, hasFailed: false }
}
