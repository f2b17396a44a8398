// Loaded before a service (node --import): its clock goes wrong by SHIFTED_CLOCK_MS, timers keep their pace.
const shift = Number(process.env.SHIFTED_CLOCK_MS);
const RealDate = Date;

globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + shift);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + shift;
  }
};
