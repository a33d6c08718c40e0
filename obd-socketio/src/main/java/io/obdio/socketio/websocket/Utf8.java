package io.obdio.socketio.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The check of text messages (RFC 6455, 8.1). */
final class Utf8 {
  private Utf8() {}

  /** Returns whether the bytes are well-formed UTF-8. */
  static boolean valid(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0) {
        return decodes(bytes, i);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] bytes, int from) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
