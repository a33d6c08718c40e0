package io.obdio.socketio.telemetry;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compression in the zlib format (RFC 1950) with a limit of the inflated size. */
final class Zlib {

  /** The first byte of the format: deflate with a window of 32 KB. */
  static final int FIRST_BYTE = 0x78;

  private static final int CHUNK = 8_192;

  private Zlib() {}

  static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 4 + 64);
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** Inflates at most {@link BatchLimits#BYTES}: a few bytes can become gigabytes. */
  static byte[] inflate(byte[] data) throws BatchException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data);
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(CHUNK, 4 * data.length));
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int length = inflater.inflate(chunk);
        if (length == 0 && !inflater.finished()) {
          throw new BatchException("the compressed data are incomplete");
        }
        out.write(chunk, 0, length);
        if (out.size() > BatchLimits.BYTES) {
          throw new BatchException("more than " + BatchLimits.BYTES + " bytes inflated");
        }
      }
      if (inflater.getRemaining() > 0) {
        throw new BatchException("data after the end of the compressed data");
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new BatchException("the compressed data are damaged", e);
    } finally {
      inflater.end();
    }
  }
}
