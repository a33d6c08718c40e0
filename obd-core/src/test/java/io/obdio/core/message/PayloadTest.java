package io.obdio.core.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

  private final Payload payload = Payload.ofHex("41 0c fF80");

  @Test
  void readsHexInEitherCaseWithSpaces() {
    assertEquals("410CFF80", payload.toHex());
    assertEquals("410CFF80", payload.toString());
    assertEquals(Payload.of(0x41, 0x0C, 0xFF, 0x80), payload);
    assertEquals(Payload.EMPTY, Payload.ofHex(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "4G", "0x41", "41,0C", "41\n0C"})
  void refusesWhatIsNoHex(String text) {
    assertThrows(IllegalArgumentException.class, () -> Payload.ofHex(text));
  }

  @Test
  void copiesWhatComesInAndWhatGoesOut() {
    byte[] bytes = {1, 2, 3};
    Payload copied = Payload.of(bytes);
    Payload part = Payload.of(bytes, 1, 2);
    bytes[1] = 9;
    assertEquals("010203", copied.toHex());
    assertEquals("0203", part.toHex());
    copied.toBytes()[0] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, copied.toBytes());
  }

  @Test
  void numbersAreUnsignedAndHighByteFirst() {
    assertEquals(0xFF, payload.at(2));
    assertEquals(0xFF80, payload.uint16(2));
    assertEquals(0x410CFF80L, payload.uint32(0));
    assertEquals(0xFFFFFFFFL, Payload.of(-1, -1, -1, -1).uint32(0));
    assertThrows(IndexOutOfBoundsException.class, () -> payload.at(4));
    assertThrows(IndexOutOfBoundsException.class, () -> payload.at(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> payload.uint16(3));
    assertThrows(IndexOutOfBoundsException.class, () -> payload.from(1).at(3));
  }

  @Test
  void bitsCountFromTheMostSignificant() {
    Payload bits = Payload.of(0x80, 0x01);
    assertTrue(bits.bit(0) && bits.bit(15));
    assertFalse(bits.bit(1) || bits.bit(7) || bits.bit(8));
    assertThrows(IndexOutOfBoundsException.class, () -> bits.bit(16));
  }

  @Test
  void slicesAreViewsOfTheirOwn() {
    Payload tail = payload.from(1);
    assertEquals("0CFF80", tail.toHex());
    assertEquals(3, tail.length());
    assertEquals("FF", tail.slice(1, 1).toHex());
    assertEquals(Payload.ofHex("0CFF80"), tail);
    assertEquals(Payload.ofHex("0CFF80").hashCode(), tail.hashCode());
    assertSame(Payload.EMPTY, payload.from(4));
    assertThrows(IndexOutOfBoundsException.class, () -> payload.from(5));
    assertThrows(IndexOutOfBoundsException.class, () -> payload.slice(3, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> payload.slice(-1, 1));
  }

  @Test
  void knowsHowItBegins() {
    assertTrue(payload.startsWith(Payload.EMPTY));
    assertTrue(payload.startsWith(Payload.ofHex("410C")));
    assertTrue(payload.from(1).startsWith(Payload.ofHex("0C")));
    assertFalse(payload.startsWith(Payload.ofHex("0C")));
    assertFalse(Payload.ofHex("41").startsWith(payload));
  }

  @Test
  void equalsByContent() {
    assertNotEquals(Payload.ofHex("410C"), payload);
    assertNotEquals("410CFF80", payload.toString() + " ");
    assertTrue(Payload.EMPTY.isEmpty());
    assertFalse(payload.isEmpty());
    assertThrows(IllegalArgumentException.class, () -> DiagnosticRequest.functional(Payload.EMPTY));
  }
}
