import type { RouteOptions } from 'fastify'
import type { Role } from '../schema/person.ts'

/**
 * The description of the HTTP interface, written from the very schemas that check
 * it. A route appears when its schema has a `summary`.
 */
export interface OpenApi {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, unknown>>
  components: Record<string, unknown>
}

interface Described {
  summary?: string
  description?: string
  tags?: string[]
  /**
   * Who may call: `public` (pk or sk), `server` (sk), `console` (its session reads, or an sk),
   * `desk` (its session steers, or an sk), `person` (a session, no key), `link` (whoever has what
   * we signed, or handed out once); absent: anybody.
   */
  callers?: 'public' | 'server' | 'console' | 'desk' | 'person' | 'link'
  /** The least role a session needs, where sessions may call. */
  role?: Role
  body?: unknown
  /** Content types of the body, where it is not JSON. */
  consumes?: string[]
  querystring?: { properties?: Record<string, unknown>; required?: string[] }
  params?: { properties?: Record<string, unknown> }
  response?: Record<string, unknown>
  /** What is sent as it is, by status and content type: pages, files, streams; nothing on the way elsewhere. */
  sends?: Record<number, Record<string, unknown>>
}

declare module 'fastify' {
  interface FastifySchema extends Omit<Described, 'body' | 'querystring' | 'params' | 'response'> {}
}

export function describe(routes: readonly RouteOptions[], version: string): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const route of routes) {
    const schema = (route.schema ?? {}) as Described
    if (schema.summary === undefined) continue
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    for (const method of [route.method].flat()) {
      if (method === 'HEAD' || method === 'OPTIONS') continue
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(schema) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vitrine',
      version,
      description: 'A shop window that rearranges itself for each passer-by.',
    },
    paths,
    components: { securitySchemes: SECURITY, schemas: { Problem: PROBLEM } },
  }
}

function operation(schema: Described) {
  return {
    summary: schema.summary,
    ...(schema.description && { description: schema.description }),
    ...(schema.tags && { tags: schema.tags }),
    ...(schema.callers && { security: SCHEMES[schema.callers].map(name => ({ [name]: [] })) }),
    ...(schema.role && { 'x-vitrine-role': schema.role }),
    parameters: [...parameters('path', schema.params), ...parameters('query', schema.querystring)],
    ...(schema.body !== undefined && {
      requestBody: { required: true, content: contents(schema.body, schema.consumes) },
    }),
    responses: { ...responses(schema), default: PROBLEM_ANSWER },
  }
}

function contents(schema: unknown, types: string[] = ['application/json']) {
  return Object.fromEntries(types.map(type => [type, { schema }]))
}

function parameters(where: 'path' | 'query', schema: Described['querystring']) {
  return Object.entries(schema?.properties ?? {}).map(([name, one]) => ({
    name,
    in: where,
    required: where === 'path' || (schema?.required?.includes(name) ?? false),
    schema: one,
  }))
}

function responses({ response = {}, sends = {} }: Described) {
  const all: Record<string, unknown> = {}
  for (const [status, schema] of Object.entries(response)) {
    all[status] = answer(status, status === '204' ? {} : contents(schema))
  }
  for (const [status, types] of Object.entries(sends)) {
    const schemas = Object.entries(types).map(([type, schema]) => [type, { schema }])
    all[status] = answer(status, Object.fromEntries(schemas))
  }
  return all
}

function answer(status: string, content: object) {
  const description = STATUS[status] ?? 'Answer'
  return Object.keys(content).length === 0 ? { description } : { description, content }
}

const STATUS: Record<string, string> = {
  200: 'Done',
  202: 'Kept: whatever is counted as accepted is durable',
  204: 'Done, there is nothing to tell',
  302: 'On to the page named in Location',
  303: 'On to the page named in Location',
}
const SCHEMES = {
  public: ['publicKey', 'serverKey'],
  server: ['serverKey'],
  console: ['consoleSession', 'serverKey'],
  desk: ['consoleSession', 'serverKey'],
  link: [],
  person: ['consoleSession'],
}
const SECURITY = {
  publicKey: { type: 'http', scheme: 'bearer', description: 'pk_…, stands in the page' },
  serverKey: { type: 'http', scheme: 'bearer', description: 'sk_…, never leaves the server' },
  consoleSession: { type: 'apiKey', in: 'cookie', name: 'vitrine_console' },
}
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    field: { type: 'string', description: 'JSON pointer into what was sent, or a header' },
  },
}
const PROBLEM_ANSWER = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
