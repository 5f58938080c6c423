// Lengths of time as configurations write them: Google's `7776000s`, Go's `1h30m`, Kubernetes' and rules' `90d`, and `P90D` and `PT12H`
// of ISO 8601.

const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** In seconds; undefined where the text is no duration. A year counts 365 days and a month 30. A number without a unit is none. */
export function durationOf(text: string): number | undefined {
  const iso = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/i.exec(
    text.trim(),
  );
  if (iso && /\d/.test(text)) {
    const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, rest = 0] = iso
      .slice(1)
      .map((part) => Number(part ?? 0));
    return ((years * 365 + months * 30 + weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + rest;
  }
  const pieces = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)];
  if (pieces.length === 0 || pieces.map(([piece]) => piece).join('') !== text.trim()) return undefined;
  return pieces.reduce((sum, [, count, unit]) => sum + Number(count) * (seconds[unit ?? ''] ?? 0), 0);
}
