import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

/** Text on its grounds needs 4.5 to 1, marks and borders of controls 3 to 1 (WCAG 2.2). */
const TEXT = [
  ['ink', 'paper'],
  ['ink', 'pane-2'],
  ['ink-2', 'pane-2'],
  ['ink-3', 'pane-2'],
  ['glass', 'paper'],
  ['glass', 'pane'],
  ['glass', 'glass-soft'],
  ['on-glass', 'glass'],
  ['loss', 'paper'],
  ['loss', 'loss-soft'],
  ['wait', 'pane'],
  ['d-gain', 'paper'],
] as const
const MARKS = [
  ['edge', 'paper'],
  ['edge', 'pane'],
  ['focus', 'paper'],
  ['d-loss', 'paper'],
  ['d-gain', 'pane'],
] as const

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

for (const [theme, place] of [
  ['light', 0],
  ['dark', 1],
] as const) {
  test(`every pair of the ${theme} theme can be read`, () => {
    for (const [ink, ground] of TEXT)
      assert.ok(contrast(ink, ground, place) >= 4.5, `${ink} ${ground}`)
    for (const [ink, ground] of MARKS)
      assert.ok(contrast(ink, ground, place) >= 3, `${ink} ${ground}`)
  })
}

function contrast(a: string, b: string, place: 0 | 1): number {
  const [high, low] = [luminance(a, place), luminance(b, place)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(token: string, place: 0 | 1): number {
  const pair = css.match(new RegExp(`--${token}:\\s*light-dark\\(#(\\w{6}), #(\\w{6})\\)`))
  assert.ok(pair, `--${token} is defined`)
  const hex = pair[place + 1]
  const [r, g, b] = [0, 2, 4].map(i => {
    const channel = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
