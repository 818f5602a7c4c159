const address = /(https?:\/\/\S+)/;

/** A message as it was sent, its addresses made links. */
export function MessageText({ text }: { text: string }) {
  return (
    <p className="as-written">
      {text.split(address).map((part, index) =>
        address.test(part) ? (
          <a key={index} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
