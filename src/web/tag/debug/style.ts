/** The overlay is a tool: it has its own paper and ink, whatever the shop's are, and moves nothing. */
export const OVERLAY = `
.vt-debug{position:fixed;z-index:2147483000;right:12px;bottom:12px;box-sizing:border-box;display:flex;flex-direction:column;width:min(420px,calc(100vw - 24px));max-height:min(60vh,560px);border:1px solid #9aa8a4;border-radius:8px;background:#fff;color:#14222a;font:13px/1.45 system-ui,sans-serif;text-align:start;box-shadow:0 2px 6px #0a19161a,0 18px 50px #0a191633}
.vt-debug *{margin:0;padding:0;font:inherit;color:inherit}
.vt-debug-head{display:flex;gap:8px;align-items:center;padding:10px 8px 8px 14px;border-bottom:1px solid #dfe5e3}
.vt-debug h2{flex:1;font-weight:600}
.vt-debug button{min-height:44px;min-width:44px;padding:0 8px;border:1px solid #9aa8a4;border-radius:6px;background:#fff;cursor:pointer}
.vt-debug button:focus-visible,.vt-debug-list:focus-visible{outline:2px solid #0b5d4f;outline-offset:-2px}
.vt-debug .vt-debug-who{padding:8px 14px;color:#42535b}
.vt-debug-list{overflow:auto;list-style:none}
.vt-debug .vt-debug-list>li{padding:8px 14px;border-top:1px solid #eef1f0}
.vt-debug .vt-debug-line{display:flex;flex-wrap:wrap;gap:0 8px}
.vt-debug b{font-weight:600}
.vt-debug small{color:#42535b;overflow-wrap:anywhere}
.vt-debug small,.vt-debug .vt-debug-why{display:block}
.vt-debug [data-status=refused] b+span{color:#9a3412}
.vt-debug [data-status=repaired] b+span{color:#7a5200}
.vt-debug [data-status=decided] b+span{color:#0b5d4f}
`
