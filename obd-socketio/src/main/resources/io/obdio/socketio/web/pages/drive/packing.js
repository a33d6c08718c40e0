// Places items of w x h cells on a grid, each at the first free place in their order.

const MIN_WIDTH = 84;
const MIN_HEIGHT = 56;
const ASPECT = 1.35; // width by height of a cell that suits a number
const MAX_COLUMNS = 24;

/** Places items on a number of columns; returns {places: [{x, y, w, h}], rows}. */
export function pack(items, columns) {
  const taken = [];
  const isFree = (x, y, w, h) => {
    for (let r = y; r < y + h; r += 1) for (let c = x; c < x + w; c += 1) if (taken[r]?.[c]) return false;
    return true;
  };
  const places = items.map((item) => {
    const w = Math.min(item.w, columns);
    for (let y = 0; ; y += 1) {
      for (let x = 0; x + w <= columns; x += 1) {
        if (!isFree(x, y, w, item.h)) continue;
        for (let r = y; r < y + item.h; r += 1) {
          taken[r] ??= [];
          for (let c = x; c < x + w; c += 1) taken[r][c] = true;
        }
        return { x, y, w, h: item.h };
      }
    }
  });
  return { places, rows: taken.length };
}

/**
 * Chooses the number of columns that makes the cells largest while all items fit a room; returns the packing with
 * {columns, cellHeight}. If the cells would be too small to read, the items are higher than the room, which scrolls.
 */
export function fit(items, width, height, gap) {
  let best = null;
  for (let columns = 1; columns <= MAX_COLUMNS; columns += 1) {
    const packed = pack(items, columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (packed.rows - 1)) / Math.max(packed.rows, 1);
    const size = Math.min(cellWidth / ASPECT, cellHeight);
    if (cellWidth < MIN_WIDTH && columns > 1) break;
    if (!best || size > best.size) best = { ...packed, columns, size, cellHeight };
  }
  if (best.cellHeight >= MIN_HEIGHT) return best;
  const columns = Math.max(1, Math.floor((width + gap) / (MIN_WIDTH * 1.3 + gap)));
  return { ...pack(items, columns), columns, cellHeight: MIN_HEIGHT * 1.3 };
}
