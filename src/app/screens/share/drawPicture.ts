import { zoneCount } from '../../../core/athlete/hrZones.ts';
import { linePath } from '../../parts/chart/line.ts';
import { pictureOf } from '../../parts/plan/profile.ts';
import { wrapped } from './canvasText.ts';
import { colourOf, LOOK } from './look.ts';
import type { PicturedWorkout, PictureTexts } from './pictureFacts.ts';

/** Upright, as phones show pictures that are sent: 4 to 5. */
export const PICTURE = { width: 1080, height: 1350 } as const;

const MARGIN = 80;
const WIDE = PICTURE.width - 2 * MARGIN;
const DISPLAY = '"Barlow Condensed", "Arial Narrow", sans-serif';
const BODY = 'system-ui, sans-serif';
const display = (size: number): string => `600 ${String(size)}px ${DISPLAY}`;
const body = (size: number): string => `400 ${String(size)}px ${BODY}`;

/** The display face, with whatever signs a name has: a canvas does not wait for fonts. */
export async function fontsFor({ name, time, target = '', simulated = '', figures }: PictureTexts): Promise<void> {
  const written = [name, time, target, simulated, ...figures.map(({ value }) => value)].join('');
  await document.fonts.load(display(100), written).catch(() => []); // without network: another narrow face
}

export interface Drawn {
  workout: PicturedWorkout;
  texts: PictureTexts;
  /** What it was made with, in small. */
  madeWith: string;
  dir: 'ltr' | 'rtl';
}

export function drawPicture(ctx: CanvasRenderingContext2D, { workout, texts, madeWith, dir }: Drawn): void {
  const start = dir === 'rtl' ? PICTURE.width - MARGIN : MARGIN;
  const away = dir === 'rtl' ? -1 : 1;
  ctx.direction = dir;
  ctx.textAlign = 'start';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = LOOK.ink;
  ctx.fillRect(0, 0, PICTURE.width, PICTURE.height);

  const write = (text: string, y: number, font: string, colour: string, x = start): void => {
    ctx.font = font;
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  };

  write(texts.date, 116, body(34), LOOK.soft);
  let y = 128;
  const title = wrapped(ctx, texts.name, { width: WIDE, lines: 2, sizes: [92, 76, 62, 52], font: display });
  for (const line of title.lines) write(line, (y += title.size * 1.04), display(title.size), LOOK.text);

  const timeY = y + 250;
  ctx.font = display(280);
  const timeSize = Math.min(280, (280 * WIDE) / ctx.measureText(texts.time).width);
  write(texts.time, timeY, display(timeSize), LOOK.text);

  let chartTop = timeY + 40;
  if (texts.target !== undefined) {
    const target = wrapped(ctx, texts.target, { width: WIDE, lines: 1, sizes: [64, 54, 44, 36], font: display });
    write(target.lines[0] ?? '', timeY + 88, display(target.size), LOOK.text);
    chartTop = timeY + 128;
  }
  if (texts.simulated !== undefined) {
    tape(ctx, texts.simulated, chartTop);
    chartTop += TAPE_HIGH + 24;
  }
  const chartBottom = texts.figures.length > 0 ? 1140 : 1250;
  drawProfile(ctx, workout, { top: chartTop + 10, bottom: chartBottom });

  let x = start;
  for (const { value, label } of texts.figures) {
    write(value, 1264, display(110), LOOK.text, x);
    x += away * (ctx.measureText(value).width + 16);
    write(label, 1264, body(34), LOOK.soft, x);
    x += away * (ctx.measureText(label).width + 56);
  }
  ctx.textAlign = 'end';
  write(madeWith, 1316, body(28), LOOK.soft, PICTURE.width - start);
}

const TAPE_HIGH = 96;

/** Across the whole of it and in the middle, where nobody cuts it off. */
function tape(ctx: CanvasRenderingContext2D, text: string, top: number): void {
  const { width } = PICTURE;
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, top, width, TAPE_HIGH);
  ctx.clip();
  ctx.fillStyle = LOOK.ink;
  ctx.fillRect(0, top, width, TAPE_HIGH);
  ctx.fillStyle = LOOK.text;
  for (let x = -TAPE_HIGH; x < width + TAPE_HIGH; x += 72) {
    ctx.beginPath();
    ctx.moveTo(x, top + TAPE_HIGH);
    ctx.lineTo(x + 36, top + TAPE_HIGH);
    ctx.lineTo(x + 36 + TAPE_HIGH, top);
    ctx.lineTo(x + TAPE_HIGH, top);
    ctx.fill();
  }
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const { lines, size } = wrapped(ctx, text, { width: width - 120, lines: 1, sizes: [66, 56, 44, 34], font: display });
  ctx.font = display(size);
  const [label = ''] = lines;
  const half = ctx.measureText(label).width / 2 + 32;
  ctx.fillRect(width / 2 - half, top, 2 * half, TAPE_HIGH);
  ctx.fillStyle = LOOK.ink;
  ctx.fillText(label, width / 2, top + TAPE_HIGH / 2 + size * 0.05);
  ctx.restore();
}

/** The plan as it was executed, a pillar for each phase with its target on top, and over it what the heart did: `PlanProfile` in pixels. */
function drawProfile(
  ctx: CanvasRenderingContext2D,
  { plan, profile, stretches, shifts, trace, summary }: PicturedWorkout,
  { top, bottom }: { top: number; bottom: number },
): void {
  const picture = pictureOf(plan, profile, stretches, summary.elapsedS, shifts);
  const count = zoneCount(profile);
  const topBpm = trace.bpm.reduce((most, bpm) => Math.max(most, bpm), picture.topBpm);
  const endS = Math.max(picture.totalS, 1);
  const x = { from: 0, to: endS, startPx: MARGIN, endPx: PICTURE.width - MARGIN };
  const y = { from: picture.bottomBpm, to: topBpm, startPx: bottom, endPx: top };
  const across = (s: number): number => x.startPx + (s / endS) * WIDE;
  const up = (bpm: number): number =>
    bottom - Math.min(1, Math.max(0, (bpm - y.from) / (y.to - y.from))) * (bottom - top);

  for (const { fromS, toS, zone, lowBpm, highBpm } of picture.blocks) {
    const [left, right] = [across(fromS), across(toS)];
    const gap = Math.min(2, (right - left) * 0.15);
    const box = (from: number, to: number): void => {
      ctx.beginPath();
      ctx.roundRect(left + gap, to, Math.max(1, right - left - 2 * gap), from - to, Math.min(10, (right - left) / 3));
      ctx.fill();
    };
    ctx.fillStyle = colourOf(zone ?? 0, count);
    ctx.globalAlpha = zone === undefined ? 0.16 : 0.28;
    box(bottom, up(highBpm));
    ctx.globalAlpha = 0.62;
    if (zone !== undefined) box(Math.max(up(lowBpm), up(highBpm) + 6), up(highBpm));
    ctx.globalAlpha = 1;
  }

  const line = new Path2D(linePath(trace, x, y));
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  ctx.strokeStyle = LOOK.ink;
  ctx.globalAlpha = 0.6;
  ctx.lineWidth = 13;
  ctx.stroke(line);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = LOOK.text;
  ctx.lineWidth = 5;
  ctx.stroke(line);
  ctx.fillStyle = LOOK.line;
  ctx.fillRect(MARGIN, bottom + 2, WIDE, 2);
}
