import type { DecisionAnswer, PlacementAnswer, ShownItem } from '../schema/decision.ts'

/**
 * The answer of a decision as JSON with no character beyond one byte: those are escaped.
 * One typographic apostrophe makes the whole of a string two bytes a character, and
 * dear to write and to send.
 */
export function answerJson(answer: DecisionAnswer & { refused?: object[] }): string {
  const { decisionId, slice, degraded, placements, refused } = answer
  const rest = refused?.length ? `,"refused":${narrow(JSON.stringify(refused))}` : ''
  return `{"decisionId":"${decisionId}","slice":"${slice}","degraded":${degraded},"placements":[${placements.map(placementJson).join()}]${rest}}`
}

function placementJson(p: PlacementAnswer): string {
  const title = p.title === undefined ? '' : `,"title":${quoted(p.title)}`
  const text = p.text === undefined ? '' : `,"text":${quoted(p.text)}`
  const nudge = p.nudge === undefined ? '' : `,"nudge":${narrow(JSON.stringify(p.nudge))}`
  const template = p.template === undefined ? '' : `,"template":"${p.template}"`
  const content = p.content === undefined ? '' : `,"content":${narrow(JSON.stringify(p.content))}`
  const brands = p.brands === undefined ? '' : `,"brands":${narrow(JSON.stringify(p.brands))}`
  return `{"placement":${quoted(p.placement)}${template},"decisionId":"${p.decisionId}","experience":${quoted(p.experience)},"strategy":${quoted(p.strategy)},"propensity":${p.propensity},"show":${p.show}${title}${text},"reason":${quoted(p.reason)}${nudge}${content}${brands},"items":[${p.items.map(itemJson).join()}]}`
}

function itemJson(item: ShownItem): string {
  let json = `{"id":${quoted(item.id)},"title":${quoted(item.title)},"url":${quoted(item.url)}`
  if (item.image !== undefined) json += `,"image":${quoted(item.image)}`
  if (item.brand !== undefined) json += `,"brand":${quoted(item.brand)}`
  json += `,"price":${item.price}`
  if (item.struckPrice !== undefined) json += `,"struckPrice":${item.struckPrice}`
  json += `,"currency":"${item.currency}"`
  if (item.rating !== undefined) json += `,"rating":${item.rating}`
  if (item.reviews !== undefined) json += `,"reviews":${item.reviews}`
  if (item.reason !== undefined) json += `,"reason":${quoted(item.reason)}`
  return `${json}}`
}

/** What stands in JSON as it is, a byte a character: most titles, all addresses. */
const PLAIN = /^[ !#-[\]-~\u00a0-\u00ff]*$/
const WIDE = /[\u0100-\uffff]/g

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : narrow(JSON.stringify(text))
}

function narrow(json: string): string {
  return json.replace(WIDE, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
