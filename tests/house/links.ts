/** Reads the links and the headings of a Markdown document. */

const withoutBlocks = (text: string) => text.replaceAll(/^(```|~~~)[\s\S]*?^\1.*$/gm, '')
const withoutCode = (text: string) => withoutBlocks(text).replaceAll(/`[^`\n]*`/g, '')

/** Targets that lie in the same checkout: inline links, images and references, in their order. */
export function linksOf(text: string): string[] {
  const found = [
    ...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm),
  ]
  return found
    .map(([, inline, reference]) => inline ?? reference ?? '')
    .filter((target) => !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(target))
}

/** The names under which its headings are reached. */
export function headingsOf(text: string): string[] {
  const seen = new Map<string, number>()
  return [...withoutBlocks(text).matchAll(/^#{1,6}[ \t]+(.+?)[ \t]*#*$/gm)].map(([, heading = '']) => {
    const name = slugOf(heading)
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}-${before}`
  })
}

function slugOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
}
