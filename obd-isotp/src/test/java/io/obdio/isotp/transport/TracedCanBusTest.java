package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportTrace;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CandumpFormat;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The trace of a transport on a CAN bus has the frames in both directions. */
@Timeout(60)
class TracedCanBusTest {

  private final List<String> traced = new CopyOnWriteArrayList<>();

  private final TransportTrace trace =
      new TransportTrace() {
        @Override
        public void sent(byte[] bytes, int offset, int length) {}

        @Override
        public void received(byte[] bytes, int offset, int length) {}

        @Override
        public void frame(boolean sent, String frame) {
          traced.add((sent ? "> " : "< ") + frame);
        }

        @Override
        public void note(String text) {}
      };

  private static void answer(CanBus ecu, CanFrame request) {
    if (CandumpFormat.format(request).startsWith("7DF#020100")) {
      try {
        ecu.send(CandumpFormat.parse("7E8#064100BE1FA81300"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void framesAreTracedInBothDirections() throws Exception {
    try (CanBus ecu = VirtualCanBus.open("traced");
        IsoTpTransport transport =
            IsoTpTransport.onBus(
                () -> VirtualCanBus.open("traced"), IsoTpOptions.DEFAULTS, ObdOptions.DEFAULTS)) {
      ecu.subscribe(List.of(CanFilter.allBase()), frame -> answer(ecu, frame));
      transport.setTrace(trace);
      transport.open(Duration.ofSeconds(10));
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    }
    assertTrue(traced.get(0).startsWith("> 7DF#020100"), traced.toString());
    assertTrue(traced.contains("< 7E8#064100BE1FA81300"), traced.toString());
  }
}
