import type { ComponentChildren } from 'preact'
import type { LiveRow } from '../../../schema/live.ts'

/** Line drawings on a grid of 20, one stroke wide. All are decoration: a word stands beside each. */
function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      {children}
    </svg>
  )
}

export const LiveIcon = () => (
  <Icon>
    <path d="M2 10h3.2l2-5.5 4 11 2.2-5.5H18" />
  </Icon>
)

export const RulesIcon = () => (
  <Icon>
    <rect x="3" y="3" width="6" height="6" rx="1" />
    <rect x="11" y="3" width="6" height="6" rx="1" />
    <rect x="3" y="11" width="6" height="6" rx="1" />
    <path d="M11 14h6M14 11v6" />
  </Icon>
)

export const ExperiencesIcon = () => (
  <Icon>
    <rect x="3" y="3" width="14" height="14" rx="1.5" />
    <path d="M3 7.5h14M6 11h4M6 14h6" />
  </Icon>
)

export const GuardsIcon = () => (
  <Icon>
    <path d="M3 7h14M3 12.5h14M5.5 4v12M14.5 4v12" />
  </Icon>
)

export const ResultsIcon = () => (
  <Icon>
    <path d="M3 3v14h14" />
    <path d="M6 12.5c2.5-.5 3-5 5.5-5.5S15 6 17 4.5" />
  </Icon>
)

export const AnalysisIcon = () => (
  <Icon>
    <path d="M3 17V9M8 17V4M13 17v-6M18 17V7" />
  </Icon>
)

export const SettingsIcon = () => (
  <Icon>
    <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
    <circle cx="13" cy="6" r="2" />
    <circle cx="7" cy="14" r="2" />
  </Icon>
)

export const AuditIcon = () => (
  <Icon>
    <path d="M5 2.5h7l3 3v12H5z" />
    <path d="M7.5 8h5M7.5 11h5M7.5 14h3" />
  </Icon>
)

export const TeamIcon = () => (
  <Icon>
    <circle cx="7.5" cy="7" r="3" />
    <path d="M2 16.5c.4-3.2 2.6-4.8 5.5-4.8s5.1 1.6 5.5 4.8M13 4.3a3 3 0 0 1 0 5.4M15 12.2c1.7.6 2.7 2 3 4.3" />
  </Icon>
)

export const AccountIcon = () => (
  <Icon>
    <circle cx="10" cy="7" r="3.2" />
    <path d="M3.8 17c.5-3.5 3-5.2 6.2-5.2s5.7 1.7 6.2 5.2" />
  </Icon>
)

export const CheckIcon = () => (
  <Icon>
    <path d="M4 10.5 8.2 14.5 16 6" />
  </Icon>
)

export const WarnIcon = () => (
  <Icon>
    <path d="M10 5.5v5.5M10 14h.01" />
    <circle cx="10" cy="10" r="7" />
  </Icon>
)

export const EventsIcon = () => (
  <Icon>
    <path d="M7 5h10M7 10h10M7 15h10" />
    <path d="M3 5h.01M3 10h.01M3 15h.01" stroke-width="2.2" />
  </Icon>
)

export const CatalogueIcon = () => (
  <Icon>
    <path d="M3 7.5 10 4l7 3.5v6L10 17l-7-3.5z" />
    <path d="M3 7.5 10 11l7-3.5M10 11v6" />
  </Icon>
)

export const PrivacyIcon = () => (
  <Icon>
    <path d="M10 2.5 4 5v4.5c0 4 2.6 6.6 6 8 3.4-1.4 6-4 6-8V5z" />
    <path d="M7.5 10l2 2 3.5-4" />
  </Icon>
)

export const HealthIcon = () => (
  <Icon>
    <path d="M10 16.5S3 12.4 3 7.6A3.8 3.8 0 0 1 10 5.6a3.8 3.8 0 0 1 7 2c0 4.8-7 8.9-7 8.9z" />
  </Icon>
)

export const SegmentsIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="3" />
    <path d="M2 17c0-3 2-5 5-5s5 2 5 5" />
    <path d="M13 4.5a3 3 0 0 1 0 5.5M14.5 12.4c2 .6 3.5 2.4 3.5 4.6" />
  </Icon>
)

export const MoreIcon = () => (
  <Icon>
    <path d="M4 10h.01M10 10h.01M16 10h.01" stroke-width="2.4" />
  </Icon>
)

export const ThemeIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="6.5" />
    <path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
  </Icon>
)

export const BackIcon = () => (
  <Icon>
    <path d="M12.5 4 6.5 10l6 6" />
  </Icon>
)

export function DeviceIcon({ device }: { device: LiveRow['device'] }) {
  if (device === 'mobile' || device === 'tablet') {
    return (
      <Icon>
        <rect x="6" y="2.5" width="8" height="15" rx="1.5" />
        <path d="M9.5 15h1" />
      </Icon>
    )
  }
  if (device === 'shop') {
    return (
      <Icon>
        <path d="M3 8 4.5 3.5h11L17 8M4 8v8.5h12V8M3 8h14M8 16.5V12h4v4.5" />
      </Icon>
    )
  }
  return (
    <Icon>
      <rect x="2.5" y="4" width="15" height="10" rx="1" />
      <path d="M7 17h6" />
    </Icon>
  )
}

/** The window with its panes. */
export const Mark = () => (
  <svg class="brandmark" viewBox="0 0 22 22" aria-hidden="true">
    <rect class="frame" x="1.5" y="1.5" width="19" height="19" rx="2" />
    <rect class="solid" x="4.4" y="4.4" width="6" height="8.6" />
    <rect class="thin" x="12" y="4.4" width="5.6" height="4" />
    <rect class="pale" x="12" y="10" width="5.6" height="7.6" />
    <path class="thin" d="M4.4 16.3h6" />
  </svg>
)
