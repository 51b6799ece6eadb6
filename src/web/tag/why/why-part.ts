import { addStyle } from '../search/style.ts'
import type { Door } from './ask.ts'
import { openPanel } from './panel.ts'
import { PANEL } from './style.ts'

addStyle(PANEL)

/** What the core fetches when somebody asks why, and calls each time they do. */
export function open(asked: HTMLElement, door: Door, reason?: string): void {
  if (!document.querySelector('.vt-sheet')) openPanel(door, reason, () => asked.focus())
}
