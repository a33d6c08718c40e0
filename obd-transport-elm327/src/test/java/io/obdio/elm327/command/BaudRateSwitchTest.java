package io.obdio.elm327.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.elm327.link.ForwardingLink;
import io.obdio.elm327.link.VirtualLink;
import io.obdio.elm327.reply.ElmReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The handshake of AT BRD, whole and broken off at each step: the old rate holds, the adapter is in
 * step, and it is not tried again.
 *
 * <pre>
 * host                    adapter
 *   | -- ATBRD23 CR -------> |
 *   | <------------- OK CR - |   both switch
 *   | <----- ELM327 v2.3 CR -|
 *   | -- CR ---------------> |
 *   | <---------- OK CR CR > |   else back after BRT
 * </pre>
 */
class BaudRateSwitchTest {

  /** Where it breaks off. */
  private enum Break {
    REFUSED,
    NO_OK,
    LINE_CANNOT,
    NO_IDENTITY,
    RUBBISH_IDENTITY,
    NO_SECOND_OK
  }

  /** An adapter that knows the handshake, and goes back by itself. */
  private final class Peer implements VirtualLink.Peer {
    private final StringBuilder line = new StringBuilder();
    private boolean waiting;
    private long goesBackAt;

    @Override
    public void receive(int b, VirtualLink link) {
      if (waiting && link.nanoTime() > goesBackAt) {
        waiting = false;
        adapterBaud = 38_400;
      }
      if (hostBaud != adapterBaud) {
        return;
      }
      if (b != '\r') {
        line.append((char) b);
        return;
      }
      String command = line.toString();
      line.setLength(0);
      received.add(command);
      if (waiting) {
        if (where != Break.NO_SECOND_OK) {
          waiting = false;
          link.send("OK\r\r>", 2);
        }
      } else if (command.startsWith("ATBRD")) {
        brd(link);
      } else {
        link.send("OK\r\r>", 2);
      }
    }

    private void brd(VirtualLink link) {
      if (where == Break.REFUSED) {
        link.send("?\r\r>", 2);
        return;
      }
      if (where != Break.NO_OK) {
        link.send("OK\r", 2);
      }
      waiting = true;
      adapterBaud = 115_200;
      goesBackAt = link.nanoTime() + 1_000_000_000L;
      if (where == Break.RUBBISH_IDENTITY) {
        link.send("\u0081\u00F3Q!\r", 75);
      } else if (where != Break.NO_IDENTITY && where != Break.NO_OK) {
        link.send("ELM327 v2.3\r\r", 75);
      }
    }
  }

  private Break where;
  private int hostBaud = 38_400;
  private int adapterBaud = 38_400;
  private final List<String> received = new ArrayList<>();
  private final Capabilities capabilities = new Capabilities();
  private final VirtualLink line = new VirtualLink(new Peer(), () -> 3);
  private final ElmAdapter adapter = new ElmAdapter(new Rated(), capabilities);

  @BeforeEach
  void isNotAnStnChip() {
    capabilities.identifyStn("");
  }

  /** The line with a rate, which it may refuse. */
  private final class Rated extends ForwardingLink {
    Rated() {
      super(line);
    }

    @Override
    public String name() {
      return "rated";
    }

    @Override
    public boolean setBaudRate(int baud) throws IOException {
      if (where == Break.LINE_CANNOT && baud != 38_400) {
        throw new IOException("rated cannot do " + baud + " bit/s");
      }
      hostBaud = baud;
      return true;
    }

    @Override
    public int baudRate() {
      return hostBaud;
    }
  }

  private long in(long millis) {
    return line.nanoTime() + millis * 1_000_000;
  }

  @Test
  void bothSwitch() throws Exception {
    assertTrue(BaudRateSwitch.to(adapter, 38_400, 115_200, in(10_000)));
    assertEquals(List.of("ATBRTC8", "ATBRD23", ""), received);
    assertEquals(115_200, hostBaud);
    assertEquals(115_200, adapterBaud);
    assertTrue(adapter.set(AtCommand.ECHO_OFF, "", in(1_000)));
    assertTrue(line.millis() < 150, "took " + line.millis());
  }

  @ParameterizedTest
  @EnumSource(Break.class)
  void goesBackWhereverItBreaksOff(Break broken) throws Exception {
    where = broken;
    assertFalse(BaudRateSwitch.to(adapter, 38_400, 115_200, in(20_000)));
    assertEquals(38_400, hostBaud);
    assertFalse(adapter.capabilities().has(AtCommand.BAUD_RATE), "not tried indefinitely");
    // In step again: a command and its own answer.
    assertTrue(adapter.ask(AtCommand.ECHO_OFF, "", Expect.OK, in(5_000)) instanceof ElmReply.Ok);
    assertTrue(adapter.send("ATSP0", in(5_000)));
    assertEquals("ATSP0", received.get(received.size() - 1));
    int count = received.size();
    assertFalse(BaudRateSwitch.to(adapter, 38_400, 115_200, in(20_000)));
    assertEquals(count, received.size());
  }

  @Test
  void isNotAskedForARateThatCannotBeNamed() throws Exception {
    assertFalse(BaudRateSwitch.to(adapter, 38_400, 9_600, in(10_000)));
    assertEquals(List.of(), received, "4 MHz / 9600 is more than a byte");
  }
}
