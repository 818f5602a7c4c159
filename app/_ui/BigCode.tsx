/**
 * A voucher's code to be read at a till, in groups of four. The gaps are drawn, not written: what is selected,
 * copied or read aloud is the code itself.
 */
export function BigCode({ code }: { code: string }) {
  const groups = code.match(/.{1,4}/g) ?? [];
  return (
    <p className="big-code">
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </p>
  );
}
