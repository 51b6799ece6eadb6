/**
 * How a letter looks. Mail readers have no style sheets to speak of, so each element carries its
 * own; only these few texts are ever printed as `style`, and nothing of the shop's is in them.
 */
export const LOOKS = {
  block: 'width:100%;max-width:600px;border-collapse:collapse;font-family:Arial,sans-serif',
  head: 'padding:0 8px 12px;text-align:left',
  title: 'margin:0;font-size:20px;line-height:1.3;font-weight:bold',
  text: 'margin:6px 0 0;font-size:15px;line-height:1.5',
  cell: 'padding:8px;text-align:left;vertical-align:top',
  tile: 'color:inherit;text-decoration:none',
  image: 'display:block;width:100%;height:auto;border:0',
  line: 'display:block;margin-top:4px;font-size:14px;line-height:1.4',
  name: 'display:block;margin-top:8px;font-size:15px;line-height:1.4;font-weight:bold',
  quiet: 'display:block;margin-top:4px;font-size:12px;line-height:1.4;color:#5a6570',
} as const
export type Look = keyof typeof LOOKS
