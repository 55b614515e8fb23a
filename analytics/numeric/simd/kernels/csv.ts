// Rows of plain numbers out of the bytes of separated values. A task reads the lines that start in its stretch of the
// chunk and writes them column by column; what is not a plain decimal of up to 15 digits is listed for the caller to read.

@unmanaged
class Csv {
  bytes: usize
  out: usize // f64[columns × rows], column after column
  starts: usize // i32[tasks + 1]: where each task's lines start
  firstRows: usize // i32[tasks + 1]: row number of each task's first line
  strange: usize // per task: i32 count, then triples row, column, offset
  strangeLimit: i32
  columns: i32
  rows: i32
  separator: i32
}

// 10^0 … 10^15
const tens = memory.data<f64>([1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15])

// Line feeds in each stretch between starts, so that tasks know their first row.
export function countLines(task: i32, args: usize): void {
  const a = changetype<Csv>(args)
  const to = a.bytes + usize(load<i32>(a.starts + (usize(task + 1) << 2)))
  let at = a.bytes + usize(load<i32>(a.starts + (usize(task) << 2)))
  let lines = 0
  const feed = i8x16.splat(10)
  for (; at + 16 <= to; at += 16) lines += i32.popcnt(i8x16.bitmask(i8x16.eq(v128.load(at), feed)))
  for (; at < to; at++) if (load<u8>(at) == 10) lines++
  store<i32>(a.firstRows + (usize(task + 1) << 2), lines)
}

export function readNumbers(task: i32, args: usize): void {
  const a = changetype<Csv>(args)
  const columns = a.columns
  const separator = a.separator
  const to = a.bytes + usize(load<i32>(a.starts + (usize(task + 1) << 2)))
  let at = a.bytes + usize(load<i32>(a.starts + (usize(task) << 2)))
  let row = load<i32>(a.firstRows + (usize(task) << 2))
  const stride = usize(a.rows) << 3
  const strange = a.strange + usize(task) * usize(a.strangeLimit * 12 + 4)
  let count = 0
  while (at < to) {
    let out = a.out + (usize(row) << 3)
    for (let j = 0; j < columns; j++) {
      const start = at
      let c = i32(load<u8>(at))
      const negative = c == 45
      if (negative) c = i32(load<u8>(++at))
      let mantissa: i64 = 0
      const digitsFrom = at
      while (u32(c - 48) < 10) {
        mantissa = mantissa * 10 + i64(c - 48)
        c = i32(load<u8>(++at))
      }
      let digits = i32(at - digitsFrom)
      let decimals = 0
      if (c == 46) {
        c = i32(load<u8>(++at))
        const from = at
        while (u32(c - 48) < 10) {
          mantissa = mantissa * 10 + i64(c - 48)
          c = i32(load<u8>(++at))
        }
        decimals = i32(at - from)
        digits += decimals
      }
      if (c == 13 && load<u8>(at + 1) == 10 && j == columns - 1) c = i32(load<u8>(++at))
      const last = j == columns - 1
      if (at == start && c == (last ? 10 : separator)) {
        store<f64>(out, NaN)
      } else if (digits == 0 || digits > 15 || c != (last ? 10 : separator)) {
        // Not plain: noted, and passed over up to the next separator or the end of the line.
        if (count < a.strangeLimit) {
          const entry = strange + 4 + usize(count) * 12
          store<i32>(entry, row)
          store<i32>(entry, j, 4)
          store<i32>(entry, i32(start - a.bytes), 8)
        }
        count++
        at = start
        c = i32(load<u8>(at))
        if (c == 34) count = a.strangeLimit + 1
        while (c != separator && c != 10) c = i32(load<u8>(++at))
        if (last ? c != 10 : c == 10) count = a.strangeLimit + 1
        store<f64>(out, NaN)
      } else {
        const value = decimals ? f64(mantissa) / load<f64>(tens + (usize(decimals) << 3)) : f64(mantissa)
        store<f64>(out, negative ? -value : value)
      }
      out += stride
      at++
      if (count > a.strangeLimit) {
        store<i32>(strange, count)
        return
      }
    }
    row++
  }
  store<i32>(strange, count)
}
