package io.obdio.socketio.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.protocol.RedisStateMachine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesOutputTest {
  private static final String ENTRIES =
      """
      *3
      *2
      $3
      1-0
      *4
      $3
      uid
      $1
      A
      $4
      data
      $2
      {}
      *2
      $3
      1-1
      *4
      $3
      uid
      $3
      own
      $4
      data
      $2
      {}
      *2
      $3
      2-0
      *4
      $4
      data
      $0

      $3
      uid
      $1
      B
      """;
  private static final String SECOND =
      """
      $2
      s2
      *1
      *2
      $3
      3-0
      *2
      $1
      x
      $1
      y
      """;

  private static EntriesOutput.Read read(String reply) {
    EntriesOutput output = new EntriesOutput(RedisLink.CODEC, Set.of(EntriesOutput.bytes("own")));
    ByteBuf received = Unpooled.buffer();
    RedisStateMachine machine = new RedisStateMachine();
    try {
      boolean complete = false;
      for (byte one : reply.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)) {
        assertFalse(complete);
        complete = machine.decode(received.writeByte(one), output);
      }
      assertTrue(complete);
    } finally {
      machine.close();
      received.release();
    }
    return output.get();
  }

  private static String text(StreamEntry entry, String name) {
    byte[] value = entry.fields().get(name);
    return value == null ? "none" : new String(value, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*2\n*2\n$2\ns1\n%s*2\n%s", "%%2\n$2\ns1\n%s%s"})
  void repliesOfBothVersionsOfTheProtocol(String form) {
    EntriesOutput.Read read = read(form.formatted(ENTRIES, SECOND));
    assertEquals(4, read.count());
    assertEquals(Map.of("s1", "2-0", "s2", "3-0"), read.last());
    assertEquals(
        List.of("1-0", "2-0", "3-0"), read.entries().stream().map(StreamEntry::id).toList());
    assertEquals("A", text(read.entries().get(0), "uid"));
    assertEquals("{}", text(read.entries().get(0), "data"));
    assertEquals("B", text(read.entries().get(1), "uid"));
    assertEquals("", text(read.entries().get(1), "data"));
    assertEquals("y", text(read.entries().get(2), "x"));
    assertEquals("none", text(read.entries().get(2), "uid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*-1\n", "_\n"})
  void noEntries(String reply) {
    EntriesOutput.Read read = read(reply);
    assertEquals(0, read.count());
    assertEquals(List.of(), read.entries());
    assertEquals(Map.of(), read.last());
  }

  @Test
  void ownEntriesMoveThePosition() {
    String own = "*1\n*2\n$1\ns\n*1\n*2\n$3\n9-9\n*2\n$3\nuid\n$3\nown\n";
    EntriesOutput.Read read = read(own);
    assertEquals(1, read.count());
    assertEquals(Map.of("s", "9-9"), read.last());
    assertEquals(List.of(), read.entries());
  }
}
