package io.obdio.isotp.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.loop.VirtualTimeLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The bus inside the JVM: the contract, and what it has beyond that. */
class VirtualCanBusTest extends CanBusContract {

  private static final List<CanFilter> ALL = List.of(CanFilter.allBase(), CanFilter.allExtended());

  private final VirtualTimeLoop time = new VirtualTimeLoop();
  private final List<String> received = new ArrayList<>();

  @Override
  protected CanBus join() {
    return VirtualCanBus.open("contract");
  }

  private void listen(VirtualCanBus bus) {
    bus.subscribe(
        ALL,
        new CanListener() {
          @Override
          public void onFrame(CanFrame frame) {
            throw new AssertionError("without time");
          }

          @Override
          public void onFrame(CanFrame frame, long timeNanos) {
            received.add(timeNanos / 1000 + " " + frame);
          }

          @Override
          public void onBusLost(String reason) {
            received.add("lost: " + reason);
          }
        });
  }

  @Test
  void aSharedBusLivesFromItsFirstParticipantToItsLast() {
    VirtualCanBus one = VirtualCanBus.open("shared");
    VirtualCanBus two = VirtualCanBus.open("shared");
    assertSame(one.wire(), two.wire());
    one.close();
    two.close();
    assertThrows(
        java.util.concurrent.RejectedExecutionException.class, () -> one.loop().execute(() -> {}));
    VirtualCanBus three = VirtualCanBus.open("shared");
    assertNotSame(one.wire(), three.wire());
    three.close();
  }

  @Test
  void ownFramesAreReceivedInVirtualTime() throws Exception {
    VirtualWire wire = VirtualWire.builder("own").loop(time).build();
    VirtualCanBus bus = wire.join().receiveOwn(true);
    listen(bus);
    bus.send(CandumpFormat.parse("7E0#0201"));
    time.runDue();
    assertEquals(List.of("0 7E0#0201"), received);
  }

  @Test
  void atABitRateFramesTakeTheirTimeAndTheLowestIdentifierGoesFirst() throws Exception {
    VirtualWire wire =
        VirtualWire.builder("rate").loop(time).bitRate(CanBitRate.classic(500_000)).build();
    VirtualCanBus one = wire.join();
    VirtualCanBus two = wire.join();
    listen(wire.join());
    one.send(CandumpFormat.parse("700#1122334455667788"));
    one.send(CandumpFormat.parse("100#"));
    two.send(CandumpFormat.parse("200#"));
    two.send(CandumpFormat.parse("7FF#1122334455667788"));
    time.runUntil(10_000_000);
    // A frame of 8 bytes has at most 135 bits = 270 us, one without data 55 bits = 110 us. No node
    // overtakes within a participant; between them the lower identifier wins.
    assertEquals(
        List.of("110 200#", "380 700#1122334455667788", "490 100#", "760 7FF#1122334455667788"),
        received);
  }

  @Test
  void aFullQueueRefusesAndTakesAgain() throws Exception {
    VirtualWire wire =
        VirtualWire.builder("full")
            .loop(time)
            .bitRate(CanBitRate.classic(500_000))
            .queue(2)
            .build();
    VirtualCanBus bus = wire.join();
    listen(wire.join());
    bus.send(CandumpFormat.parse("001#"));
    bus.send(CandumpFormat.parse("002#"));
    assertThrows(CanBusFullException.class, () -> bus.send(CandumpFormat.parse("003#")));
    time.runUntil(110_000);
    bus.send(CandumpFormat.parse("003#"));
    time.runUntil(1_000_000);
    assertEquals(List.of("110 001#", "220 002#", "330 003#"), received);
  }

  @Test
  void faultsHappenAsPlanned() throws Exception {
    CanFault.Plan plan =
        frame ->
            switch (frame.at(0)) {
              case 1 -> new CanFault.Drop();
              case 2 -> new CanFault.Duplicate();
              case 3 -> new CanFault.Delay(5_000);
              case 4 -> new CanFault.Corrupt(9, 0x81);
              default -> CanFault.NONE;
            };
    VirtualWire wire = VirtualWire.builder("faults").loop(time).faults(plan).build();
    VirtualCanBus bus = wire.join();
    listen(wire.join());
    for (int i = 0; i <= 4; i++) {
      bus.send(CanFrame.of(CanId.base(i), (byte) i, (byte) 0));
    }
    time.runUntil(10_000);
    assertEquals(
        List.of("0 000#0000", "0 002#0200", "0 002#0200", "0 004#0481", "5 003#0300"), received);
  }

  @Test
  void theSameSeedBringsTheSameFaults() {
    CanFault.Plan one = CanFault.Plan.random(new SplittableRandom(7), .1, .1, .1, .1, 1000);
    CanFault.Plan two = CanFault.Plan.random(new SplittableRandom(7), .1, .1, .1, .1, 1000);
    CanFrame frame = CandumpFormat.parse("123#00");
    int faults = 0;
    for (int i = 0; i < 1000; i++) {
      CanFault fault = one.on(frame);
      assertEquals(fault, two.on(frame));
      faults += fault.equals(CanFault.NONE) ? 0 : 1;
    }
    assertTrue(faults > 300 && faults < 500, faults + " of 1000");
  }

  @Test
  void everySubscriberIsNotifiedOfALostBus() {
    VirtualWire wire = VirtualWire.builder("lost").loop(time).build();
    VirtualCanBus bus = wire.join();
    listen(bus);
    listen(wire.join());
    wire.lose("network is down");
    time.runDue();
    assertEquals(List.of("lost: network is down", "lost: network is down"), received);
    IOException error =
        assertThrows(IOException.class, () -> bus.send(CandumpFormat.parse("001#")));
    assertEquals("lost: network is down", error.getMessage());
  }

  @Test
  void errorFramesReachOnlySubscribersThatRequestThem() {
    VirtualWire wire = VirtualWire.builder("errors").loop(time).build();
    VirtualCanBus bus = wire.join();
    listen(bus);
    bus.subscribe(List.of(CanFilter.allErrors()), frame -> received.add("error " + frame));
    wire.inject(CanFrame.error(4, new byte[] {0, 8, 0, 0, 0, 0, 0, 0}));
    time.runDue();
    assertEquals(List.of("error 20000004#0008000000000000"), received);
  }

  @Test
  void aWireWithoutFdRefusesFdFrames() {
    VirtualWire wire = VirtualWire.builder("classic").loop(time).fd(false).build();
    VirtualCanBus bus = wire.join();
    IOException error =
        assertThrows(IOException.class, () -> bus.send(CandumpFormat.parse("123##01122")));
    assertEquals("classic: cannot carry 123##01122", error.getMessage());
  }
}
