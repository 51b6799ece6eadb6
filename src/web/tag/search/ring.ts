const SVG = 'http://www.w3.org/2000/svg'
const RADIUS = 26
const ROUND = 2 * Math.PI * RADIUS

/** A ring that empties once, and the seconds in it. For eyes alone: nothing of it is read aloud. */
export function ring(seconds: number): { element: Element; stop(): void } {
  const arc = draw('circle', { class: 'vt-arc', cx: 30, cy: 30, r: RADIUS })
  arc.setAttribute('stroke-dasharray', String(ROUND))
  const text = draw('text', { x: 30, y: 38, 'text-anchor': 'middle' })
  text.textContent = String(seconds)
  const element = draw('svg', { class: 'vt-ring', viewBox: '0 0 60 60', 'aria-hidden': 'true' })
  element.append(draw('circle', { cx: 30, cy: 30, r: RADIUS }), arc, text)
  let left = seconds
  const timer = setInterval(() => {
    left--
    text.textContent = String(Math.max(0, left))
    arc.setAttribute('stroke-dashoffset', String(ROUND * (1 - left / seconds)))
    if (left <= 0) clearInterval(timer)
  }, 1_000)
  return { element, stop: () => clearInterval(timer) }
}

function draw(name: string, attributes: Record<string, string | number>): Element {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
