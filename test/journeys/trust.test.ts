/** What may be looked into, kept, asked and taken back. Visitors are counted first, while nobody else is here. */
import './trust/debug-overlay.ts'
import './trust/consent.ts'
import './trust/arbiter.ts'
import './trust/why.ts'
