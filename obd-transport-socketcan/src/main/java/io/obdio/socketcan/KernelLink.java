package io.obdio.socketcan;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.Handover;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.engine.Sender;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.PduCodec;
import io.obdio.isotp.pdu.PduData;
import io.obdio.isotp.transport.ObdIds;
import io.obdio.isotp.transport.ObdLink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OBD over ISO-TP sockets of the kernel: one for each ECU, and a raw one for functional requests,
 * for seeing who answers and that long messages have begun, which ISO-TP sockets do not tell.
 *
 * <p>The sockets of 7E8..7EF are open from the start. An ECU with a 29 bit identifier gets its own
 * with its first frame; a single frame is taken from the raw socket then, a longer message is lost
 * once.
 *
 * <p>Threads: as {@link ObdLink} says; besides, each socket has a reading thread. {@code this}
 * guards opening and closing sockets.
 */
final class KernelLink implements ObdLink {

  private static final Logger LOG = LoggerFactory.getLogger(KernelLink.class);

  /** Most ECUs with 29 bit identifiers; there can be no more. */
  private static final int MOST_SOCKETS = 256 + 8;

  private final SocketCanBus bus;
  private final IsoTpOptions options;
  private final Listener listener;
  private final Map<CanId, Way> ways = new ConcurrentHashMap<>();
  private boolean closed;

  /** An ECU and its socket. */
  private record Way(Ecu ecu, KernelIsoTpSocket socket) {}

  private KernelLink(SocketCanBus bus, IsoTpOptions options, Listener listener) {
    this.bus = bus;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Opens the sockets on an interface.
   *
   * @throws IOException if they cannot be had, saying which command to type
   */
  static KernelLink open(String name, IsoTpOptions options, Listener listener) throws IOException {
    SocketCanBus bus = SocketCanBus.open(name);
    KernelLink link = new KernelLink(bus, options, listener);
    try {
      for (int i = 0; i < 8; i++) {
        link.way(IsoTpAddress.normal(ObdIds.request11(i), ObdIds.response11(i)));
      }
    } catch (IOException e) {
      link.close();
      throw e;
    }
    bus.subscribe(
        List.of(ObdIds.RESPONSES_11, ObdIds.RESPONSES_29),
        new io.obdio.isotp.can.CanListener() {
          @Override
          public void onFrame(CanFrame frame) {
            link.seen(frame);
          }

          @Override
          public void onBusLost(String reason) {
            listener.lost(reason);
          }
        });
    return link;
  }

  @Override
  public String portName() {
    return bus.name();
  }

  @Override
  public String note() {
    return "kernel ISO-TP";
  }

  @Override
  public void send(IsoTpAddress address, byte[] message, Duration timeout) throws IOException {
    ways.values().forEach(way -> way.ecu.forget());
    if (address.functional()) {
      sendFunctional(address, message);
    } else {
      way(address).socket.send(message);
    }
  }

  private void sendFunctional(IsoTpAddress address, byte[] message) throws IOException {
    Functional output = new Functional(bus);
    new Sender(address, options, output).send(message, System.nanoTime());
    IOException failure = output.failure;
    if (failure != null) {
      throw failure;
    }
    if (output.result != NResult.N_OK) {
      throw new IOException(bus.name() + ": " + address + ": sending failed: " + output.result);
    }
  }

  /** A single frame onto the raw socket. */
  private static final class Functional implements Sender.Output {
    private final CanBus bus;
    private @Nullable IOException failure;
    private NResult result = NResult.N_ERROR;

    Functional(CanBus bus) {
      this.bus = bus;
    }

    @Override
    public Handover send(CanFrame frame) {
      try {
        bus.send(frame);
        return Handover.SENT;
      } catch (IOException e) {
        failure = e;
        return Handover.FAILED;
      }
    }

    @Override
    public void confirm(NResult outcome) {
      result = outcome;
    }
  }

  private synchronized Way way(IsoTpAddress address) throws IOException {
    Way open = ways.get(address.rxId());
    if (open != null && open.socket.address().equals(address)) {
      return open;
    }
    if (closed || open == null && ways.size() >= MOST_SOCKETS) {
      throw new IOException(bus.name() + (closed ? ": closed" : ": too many ECUs"));
    }
    if (open != null) {
      open.socket.close();
    }
    Ecu ecu = new Ecu(address.rxId());
    Way way = new Way(ecu, KernelIsoTpSocket.open(bus.name(), address, options, ecu));
    ways.put(address.rxId(), way);
    return way;
  }

  /** The raw socket saw a frame of an ECU. */
  private void seen(CanFrame frame) {
    Way known = ways.get(frame.id());
    Pdu pdu = PduCodec.decode(frame, 0);
    if (known != null) {
      if (pdu instanceof Pdu.FirstFrame) {
        known.ecu.seenToBegin();
      }
      return;
    }
    CanId request = ObdIds.requestOf(frame.id());
    if (request == null) {
      return;
    }
    try {
      way(IsoTpAddress.normal(request, frame.id()));
    } catch (IOException e) {
      LOG.warn("{}: {} is not heard: {}", bus.name(), frame.id(), e.getMessage());
    }
    if (pdu instanceof Pdu.SingleFrame sf) {
      PduData data = sf.data();
      listener.message(frame.id(), data.toBytes());
    } else if (pdu instanceof Pdu.FirstFrame) {
      listener.failed(frame.id(), frame.id() + " spoke for the first time: ask again");
    }
  }

  @Override
  public void close() {
    bus.close();
    synchronized (this) {
      closed = true;
      ways.values().forEach(way -> way.socket.close());
      ways.clear();
    }
  }

  /**
   * One ECU's socket. The raw socket's thread tells of the beginning of a message, the ISO-TP
   * socket's of its end, and the end may be told first: then the beginning is not passed on.
   */
  private final class Ecu implements KernelIsoTpSocket.Listener {
    private final CanId id;
    private int begun;

    Ecu(CanId id) {
      this.id = id;
    }

    /** A new exchange: what came before does not count. */
    synchronized void forget() {
      begun = 0;
    }

    synchronized void seenToBegin() {
      if (++begun > 0) {
        listener.began(id);
      }
    }

    @Override
    public synchronized void message(byte[] message) {
      if (message.length > PduCodec.singleFrameCapacity(options.txDl(), 0)) {
        begun--;
      }
      listener.message(id, message);
    }

    @Override
    public synchronized void failed(NResult result) {
      begun--;
      listener.failed(id, id + ": " + result + " (" + result.text() + ")");
    }
  }
}
