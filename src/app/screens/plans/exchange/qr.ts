import { correction, generate } from 'lean-qr';

/** Larger ones have modules that a camera does not tell apart on a phone's screen. */
const VERSION_MAX = 25;
/** The standard's margin, in modules. */
const QUIET = 4;

/** A QR code as a path of unit squares, in a square that is `size` wide. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}

/** The QR code of a text; none where the text is too long for one that can be scanned. */
export function qrOf(text: string): QrCode | undefined {
  let bitmap;
  try {
    bitmap = generate(text, { minCorrectionLevel: correction.L, maxVersion: VERSION_MAX });
  } catch {
    return undefined; // it does not fit
  }
  let path = '';
  for (let y = 0; y < bitmap.size; y++) {
    for (let x = 0; x < bitmap.size; x++) {
      if (!bitmap.get(x, y)) continue;
      const from = x;
      while (bitmap.get(x + 1, y)) x++;
      path += `M${String(from + QUIET)} ${String(y + QUIET)}h${String(x - from + 1)}v1H${String(from + QUIET)}z`;
    }
  }
  return { size: bitmap.size + 2 * QUIET, path };
}
