package io.obdio.isotp.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.loop.UnclosedLoop;
import io.obdio.isotp.loop.VirtualTimeLoop;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A bus that is lost and comes back, in virtual time; and the contract of any bus. */
class ReopeningCanBusTest extends CanBusContract {

  private static final CanFilter ANY = CanFilter.allBase();

  private final VirtualTimeLoop time = new VirtualTimeLoop();
  private final List<String> received = new ArrayList<>();

  /** Replaced with every loss, as the socket of an interface that was down. */
  private VirtualWire wire = wire();

  private boolean up = true;
  private int attempts;

  private VirtualWire wire() {
    return VirtualWire.builder("can0").loop(time).build();
  }

  @Override
  protected CanBus join() throws IOException {
    return ReopeningCanBus.open(() -> VirtualCanBus.open("reopening"));
  }

  private CanBus reopening() throws IOException {
    return ReopeningCanBus.open(
        () -> {
          attempts++;
          if (!up) {
            throw new IOException("can0 is down");
          }
          return wire.join();
        },
        new UnclosedLoop(time));
  }

  private void down() {
    up = false;
    wire.lose("can0: network is down");
    time.runDue();
  }

  private void up() {
    wire = wire();
    up = true;
  }

  private void inject(String frame) {
    wire.inject(CandumpFormat.parse(frame));
    time.runDue();
  }

  @Test
  void subscriptionsContinueAfterTheBusWasDown() throws Exception {
    CanBus bus = reopening();
    bus.subscribe(List.of(ANY), frame -> received.add(frame.toString()));
    inject("7E8#01");
    down();
    IOException failure =
        assertThrows(IOException.class, () -> bus.send(CandumpFormat.parse("7E0#02")));
    assertEquals("can0: network is down", failure.getMessage());
    time.advance(Duration.ofSeconds(10));
    assertEquals(11, attempts, "one attempt in a second, after the first open");
    up();
    time.advance(ReopeningCanBus.INTERVAL);
    inject("7E8#03");
    assertEquals(List.of("7E8#01", "7E8#03"), received);
    VirtualCanBus other = wire.join();
    other.subscribe(List.of(ANY), frame -> received.add("sent " + frame));
    bus.send(CandumpFormat.parse("7E0#04"));
    time.runDue();
    assertEquals("sent 7E0#04", received.get(2));
    bus.close();
  }

  @Test
  void whatIsSetWhileTheBusIsDownHolds() throws Exception {
    CanBus bus = reopening();
    CanBus.Subscription changed =
        bus.subscribe(
            List.of(CanFilter.exactly(CanId.base(1))), frame -> received.add("changed " + frame));
    CanBus.Subscription ended = bus.subscribe(List.of(ANY), frame -> received.add("ended"));
    down();
    changed.setFilters(List.of(CanFilter.exactly(CanId.base(2))));
    ended.close();
    bus.subscribe(List.of(CanFilter.exactly(CanId.base(3))), frame -> received.add("new " + frame));
    bus.receiveOwn(true);
    up();
    time.advance(ReopeningCanBus.INTERVAL);
    inject("001#");
    inject("002#");
    bus.send(CandumpFormat.parse("003#"));
    time.runDue();
    assertEquals(List.of("changed 002#", "new 003#"), received);
    bus.close();
  }

  @Test
  void anEcuAnswersAfterTheBusWasDown() throws Exception {
    CanBus bus = reopening();
    IsoTpNetwork ecu = IsoTpNetwork.builder(bus).loop(time).callbacks(Runnable::run).open();
    ecu.serve(request -> request.respond(new byte[20]), CanId.base(0x7E0), CanId.base(0x7E8));
    for (int i = 0; i < 3; i++) {
      IsoTpNetwork tester =
          IsoTpNetwork.builder(wire.join()).loop(time).callbacks(Runnable::run).open();
      IsoTpStream stream = tester.openConnection(CanId.base(0x7E8), CanId.base(0x7E0));
      CompletableFuture<byte[]> answer = stream.receive();
      CompletableFuture<Void> sent = stream.send((byte) 0x3E, (byte) 0);
      time.advance(Duration.ofMillis(100));
      assertTrue(sent.isDone());
      assertEquals(20, answer.getNow(new byte[0]).length);
      down();
      up();
      time.advance(ReopeningCanBus.INTERVAL);
    }
    bus.close();
  }

  @Test
  void aClosedBusIsNotOpenedAgain() throws Exception {
    CanBus bus = reopening();
    down();
    bus.close();
    time.advance(Duration.ofSeconds(10));
    assertEquals(1, attempts);
    assertEquals(
        "can0 is closed",
        assertThrows(IOException.class, () -> bus.send(CandumpFormat.parse("001#"))).getMessage());
  }

  @Test
  void theFirstOpenReportsItsFailure() {
    up = false;
    assertEquals("can0 is down", assertThrows(IOException.class, this::reopening).getMessage());
  }
}
