package io.obdio.core.util;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of text, which are read only if they are regular files of a bounded size. */
public final class TextFiles {

  private TextFiles() {}

  /**
   * Reads a file of UTF-8 text. A device or a named pipe is refused: reading it might never end.
   *
   * @param maxBytes size up to which it is read
   * @throws IOException if it does not exist, is not a regular file, is larger or cannot be read
   * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
   */
  public static String read(Path file, int maxBytes) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException("it has more than " + maxBytes + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }
}
