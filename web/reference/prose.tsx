/** Text of a contract: paragraphs, with what stands between backticks as code. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return (
    <div className={className}>
      {text
        .split(/\n{2,}/)
        .filter(Boolean)
        .map((paragraph) => (
          <p key={paragraph}>
            {paragraph.split('`').map((part, index) =>
              index % 2 === 1 ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
                <code key={index} className="rounded-sm bg-sunken px-1 font-mono text-12">
                  {part}
                </code>
              ) : (
                part
              ),
            )}
          </p>
        ))}
    </div>
  )
}
