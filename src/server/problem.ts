import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemCode, ProblemParams } from '../schema/problem.ts'

/**
 * Every error is an RFC 9457 problem: what went wrong, where, and the way out.
 * `code` is stable and for programs; `field` is a JSON pointer into what was sent; `params` are
 * what the sentence is made of, for who says it in another language.
 */
export interface ProblemBody {
  type: string
  title: string
  status: number
  detail: string
  code: ProblemCode
  field?: string
  params?: ProblemParams
}

/** Throw one anywhere below a route. `field` is a JSON pointer, `/events/0/name`, or a header's name. */
export class Problem extends Error {
  readonly status: number
  readonly code: ProblemCode
  readonly field?: string
  readonly params?: ProblemParams
  readonly headers?: Record<string, string>

  constructor(
    status: number,
    code: ProblemCode,
    detail: string,
    more: { field?: string; params?: ProblemParams; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.field = more.field
    this.params = more.params
    this.headers = more.headers
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Told the code of every problem that is answered. */
    countProblem?: (code: string) => void
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  reply.server.countProblem?.(problem.code)
  if (problem.headers) reply.headers(problem.headers)
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(bodyOf(problem))
}

/** Fastify's own errors (a body too large, not JSON, a schema not met) in the same dress. */
export function onError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = error instanceof Problem ? error : fromFastify(error as FastifyError)
  if (problem.status >= 500 && !(error instanceof Problem)) {
    request.log.error({ err: error, route: request.routeOptions.url }, 'unexpected')
  }
  sendProblem(reply, problem)
}

function bodyOf(problem: Problem): ProblemBody {
  return {
    type: `urn:vitrine:problem:${problem.code}`,
    title: TITLES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    ...(problem.field !== undefined && { field: problem.field }),
    ...(problem.params && { params: problem.params }),
  }
}

function fromFastify(error: FastifyError): Problem {
  if (error.code === 'ECONNRESET') {
    return new Problem(400, 'cut_short', 'The body ended before it was whole.')
  }
  if (error.validation) return fromValidation(error)
  const known = KNOWN[error.code]
  if (known) return new Problem(known.status, known.code, known.detail, { field: known.field })
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) {
    return new Problem(status, 'bad_request', error.message, { field: '' })
  }
  return new Problem(500, 'internal', 'This is our mistake; it has been logged.')
}

interface SchemaError {
  instancePath: string
  message?: string
  keyword?: string
  params?: Record<string, unknown>
}

/** The deepest complaint says most: a union complains about each of its branches first. */
function fromValidation(error: FastifyError): Problem {
  const all = (error.validation ?? []) as unknown as SchemaError[]
  let best = all[0]
  for (const one of all) if (depthOf(one) > depthOf(best)) best = one
  best = oneOfItsWords(best, all)
  const field = pointerOf(best)
  const where = `${error.validationContext ?? 'body'}${field}`
  const detail = `${where} ${complaintOf(best)}`
  return new Problem(400, 'invalid_field', detail, { field, params: paramsOf(best) })
}

/** A union of words complains of each alone; who reads it wants them all. */
function oneOfItsWords(best: SchemaError, all: readonly SchemaError[]): SchemaError {
  const here = all.filter(({ instancePath }) => instancePath === best.instancePath)
  if (here.some(({ keyword }) => !['type', 'const', 'anyOf'].includes(keyword ?? ''))) return best
  const words = here.filter(({ keyword }) => keyword === 'const')
  if (words.length === 0) return best
  const allowedValues = words.map(({ params }) => params?.allowedValue)
  return { ...best, keyword: 'enum', params: { allowedValues } }
}

/** Which rule a field breaks, and how far it goes. */
function paramsOf(error: SchemaError): ProblemParams {
  const { limit, allowedValues } = error.params ?? {}
  return {
    why: isStranger(error) ? 'stranger' : (error.keyword ?? 'type'),
    ...(typeof limit === 'number' && { limit }),
    ...(Array.isArray(allowedValues) && { values: allowedValues.join(', ') }),
  }
}

function complaintOf(error: SchemaError): string {
  if (isStranger(error)) return 'is not a known field'
  if (error.keyword === 'required') return 'is missing'
  const allowed = error.params?.allowedValues
  if (Array.isArray(allowed)) return `must be one of: ${allowed.join(', ')}`
  return error.message ?? 'is not valid'
}

function pointerOf(error: SchemaError): string {
  const missing = error.params?.requiredProperties ?? error.params?.additionalProperties
  const name = Array.isArray(missing) ? missing[0] : undefined
  const whole = name === undefined ? error.instancePath : `${error.instancePath}/${name}`
  if (!isStranger(error)) return whole.slice(0, 256)
  const at = whole.lastIndexOf('/') + 1
  return PLAIN_NAME.test(whole.slice(at)) ? whole : `${whole.slice(0, at)}…`
}

/** A field that no schema knows: its name is the sender's own. */
function isStranger({ keyword }: SchemaError): boolean {
  return keyword === 'additionalProperties' || keyword === 'boolean'
}

/** A misspelt field is said again; an address or a key that came as a name is not. */
const PLAIN_NAME = /^[A-Za-z_]{1,40}$/

function depthOf(error: SchemaError): number {
  return pointerOf(error).split('/').length
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not authorised',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  422: 'Cannot be processed',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Bad gateway',
  503: 'Not available',
  507: 'Insufficient storage',
}

const KNOWN: Record<string, { status: number; code: ProblemCode; detail: string; field: string }> =
  {
    FST_ERR_CTP_BODY_TOO_LARGE: {
      status: 413,
      code: 'too_large',
      detail: 'The body is larger than 1 MB; send it in several requests.',
      field: '',
    },
    FST_ERR_CTP_INVALID_MEDIA_TYPE: {
      status: 415,
      code: 'media_type',
      detail: 'This route does not read that Content-Type; application/json is always right.',
      field: 'content-type',
    },
    FST_ERR_CTP_EMPTY_JSON_BODY: {
      status: 400,
      code: 'empty_body',
      detail: 'The body is empty; send a JSON object.',
      field: '',
    },
    FST_ERR_CTP_INVALID_JSON_BODY: {
      status: 400,
      code: 'not_json',
      detail: 'The body is not JSON.',
      field: '',
    },
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
      status: 400,
      code: 'content_length',
      detail: 'Content-Length does not match the body.',
      field: 'content-length',
    },
  }
