package io.obdio.socketio.fleet.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A reader of the complete lines of a file. A last line without its end was being written when the
 * program or the machine failed; it was never acknowledged and is left out.
 */
final class LineReader implements AutoCloseable {

  /** Longer than every line: a batch has at most 1 MB. */
  private static final int MAX_LINE = 64 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 12];
  private int length;
  private long end;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Reads the next line into {@link #line}; returns false at the end. */
  boolean next() throws IOException {
    length = 0;
    int next;
    while ((next = read()) >= 0) {
      if (next == '\n') {
        end += length + 1L;
        return true;
      }
      if (length == line.length) {
        if (length >= MAX_LINE) {
          throw new IOException("a line of more than " + MAX_LINE + " bytes");
        }
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) next;
    }
    return false;
  }

  /** Reads a byte; a compressed file that ends too early ends like others. */
  private int read() throws IOException {
    try {
      if (position >= limit) {
        position = 0;
        limit = in.read(buffer);
      }
      return limit <= 0 ? -1 : buffer[position++] & 0xFF;
    } catch (EOFException | ZipException e) {
      return -1;
    }
  }

  /** Returns the buffer of the line, without its end; changed by the next call. */
  byte[] line() {
    return line;
  }

  int length() {
    return length;
  }

  boolean startsWith(byte[] start) {
    return length >= start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
  }

  /** Returns the position after the last complete line in bytes. */
  long end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
