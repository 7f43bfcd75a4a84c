import { bad, good, type Parsed } from '../parse/parsed.ts';

/** What one Heart Rate Measurement notification (characteristic 0x2A37) says, before anyone judges it. */
export interface HeartRate {
  /** Beats a minute as sent; 0 is "no reading". */
  bpm: number;
  contact: Contact;
  /** Energy expended since the last reset, in kJ, or `null` where the frame has none. */
  energyKJ: number | null;
  /** RR intervals in ms, oldest first, exact multiples of 1000/1024. */
  rrMs: number[];
}

/** Skin contact as the strap tells it: it cannot say, it says no, it says yes. */
export type Contact = (typeof CONTACTS)[number];
export const CONTACTS = ['unsupported', 'absent', 'present'] as const;

const BPM_IS_16_BIT = 0b0_0001;
const CONTACT_DETECTED = 0b0_0010;
const CONTACT_SUPPORTED = 0b0_0100;
const HAS_ENERGY = 0b0_1000;
const HAS_RR = 0b1_0000;

/** What the first byte of a notification says of the others. */
export interface FrameFlags {
  /** The rate takes 16 bits, and not 8. */
  wide: boolean;
  contact: Contact;
  energy: boolean;
  rr: boolean;
}

export function flagsOf(flags: number): FrameFlags {
  return {
    wide: (flags & BPM_IS_16_BIT) !== 0,
    contact: contactOf(flags),
    energy: (flags & HAS_ENERGY) !== 0,
    rr: (flags & HAS_RR) !== 0,
  };
}

/**
 * Read the bytes of one notification. Little-endian. A frame too short for the fields that its flags promise is
 * refused; reserved flag bits, a dangling odd byte after the RR list and trailing bytes are ignored.
 * Source: Bluetooth SIG, Heart Rate Service 1.0, §3.1 Heart Rate Measurement.
 */
export function parseFrame(bytes: Uint8Array): Parsed<HeartRate> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 2) return bad('frame.tooShort', { bytes: view.byteLength, needed: 2 });

  const { wide, contact, energy, rr } = flagsOf(view.getUint8(0));
  const energyAt = wide ? 3 : 2;
  const rrAt = energyAt + (energy ? 2 : 0);
  if (view.byteLength < rrAt) return bad('frame.tooShort', { bytes: view.byteLength, needed: rrAt });

  return good({
    bpm: wide ? view.getUint16(1, true) : view.getUint8(1),
    contact,
    energyKJ: energy ? view.getUint16(energyAt, true) : null,
    rrMs: rr ? readRr(view, rrAt) : [],
  });
}

/** The bytes of a frame written in hexadecimal, with or without spaces, colons or 0x. */
export function parseHex(text: string): Parsed<Uint8Array> {
  const digits = text.replace(/^0x/i, '').replace(/[\s:-]/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return bad('frame.notHex', { text: text.slice(0, 40) });
  return good(Uint8Array.from(digits.match(/../g) ?? [], (byte) => parseInt(byte, 16)));
}

function contactOf(flags: number): Contact {
  if (!(flags & CONTACT_SUPPORTED)) return 'unsupported';
  return flags & CONTACT_DETECTED ? 'present' : 'absent';
}

function readRr(view: DataView, start: number): number[] {
  const rrMs: number[] = [];
  for (let at = start; at + 2 <= view.byteLength; at += 2) rrMs.push((view.getUint16(at, true) * 1000) / 1024);
  return rrMs;
}

/** A frame as a strap would send it: what the simulated straps and the tests speak. Rates above 255 go out as 16 bit. */
export function encodeFrame(reading: { bpm: number; contact?: Contact; rrMs?: readonly number[] }): Uint8Array {
  const { bpm, contact = 'unsupported', rrMs = [] } = reading;
  const wide = bpm > 0xff;
  const bytes = new Uint8Array((wide ? 3 : 2) + rrMs.length * 2);
  const view = new DataView(bytes.buffer);
  const contactFlags =
    contact === 'unsupported' ? 0 : CONTACT_SUPPORTED | (contact === 'present' ? CONTACT_DETECTED : 0);
  view.setUint8(0, (wide ? BPM_IS_16_BIT : 0) | contactFlags | (rrMs.length > 0 ? HAS_RR : 0));
  if (wide) view.setUint16(1, bpm, true);
  else view.setUint8(1, bpm);
  rrMs.forEach((ms, i) => view.setUint16((wide ? 3 : 2) + 2 * i, Math.round((ms * 1024) / 1000), true));
  return bytes;
}
