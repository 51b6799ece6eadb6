import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface BehindButtonProps {
  /** On the button. */
  does: string
  isOpen: boolean
  onOpen: () => void
  /** The form; it has a button of its own that closes it. */
  children: ComponentChildren
}

/** A form that is drawn when it is wanted, so that a page shows one act at a time. */
export function BehindButton({ does, isOpen, onOpen, children }: BehindButtonProps) {
  const place = useRef<HTMLDivElement>(null)
  useFocusWithin(place, isOpen)
  return (
    <div class="behind" ref={place}>
      {isOpen ? (
        children
      ) : (
        <button type="button" class="btn" aria-expanded={false} onClick={onOpen}>
          {does}
        </button>
      )}
    </div>
  )
}

/** The focus goes into the form that opens, and back to the button when it closes. */
function useFocusWithin(place: { current: HTMLElement | null }, isOpen: boolean): void {
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current !== isOpen) {
      place.current?.querySelector<HTMLElement>('input, select, button')?.focus()
    }
    wasOpen.current = isOpen
  }, [isOpen])
}
