/** What the project's plots have in common: colours for light and dark pages, and safe text. */

/** For the classes title, grid, linear, line and dot. */
const PLOT_STYLE = `<style>
text { font: 13px system-ui, sans-serif; fill: #13211d }
.title { font-weight: 600 }
.grid { stroke: #d3ddd8 }
.linear { stroke: #74867f; stroke-dasharray: 4 4 }
.line { fill: none; stroke: #0b6b60; stroke-width: 2 }
.dot { fill: #0b6b60 }
@media (prefers-color-scheme: dark) {
text { fill: #e7efec }
.grid { stroke: #27332f }
.linear { stroke: #6d807a }
.line { stroke: #62d8c4 }
.dot { fill: #62d8c4 }
}
</style>`

/** Panels of one size side by side above a line of words. `about` is the picture's name for those who cannot see it. */
export function plotSvg(
  panels: readonly string[],
  panel: { width: number; height: number },
  left: number,
  about: string,
) {
  const width = panel.width * panels.length
  const height = panel.height + 24
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(about)}">
${PLOT_STYLE}
${panels.map((one, index) => `<g transform="translate(${index * panel.width} 0)">\n${one}\n</g>`).join('\n')}
<text x="${left}" y="${height - 6}">${escapeXml(about)}</text>
</svg>
`
}

export const px = (value: number) => value.toFixed(1)

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
