/** A text of the domain drawn as it is kept: paragraphs, and lists of the lines that begin with a hyphen. */
export function LegalBody({ body }: { body: string }) {
  return body.split('\n\n').map((block) =>
    block.startsWith('- ') ? (
      <ul key={block}>
        {block.split('\n').map((line) => (
          <li key={line}>{line.slice(2)}</li>
        ))}
      </ul>
    ) : (
      <p key={block}>{block}</p>
    ),
  );
}
