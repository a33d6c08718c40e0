package io.obdio.socketcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
 * OBD over ISO-TP sockets of the kernel: one per ECU, and a raw socket. The raw socket sends
 * functional requests, and it reports new ECUs and the beginning of long messages, which ISO-TP
 * sockets do not report.
 *
 * <p>The sockets of 7E8..7EF are opened with the link. The socket of an ECU with a 29 bit
 * identifier is opened with its first frame: a single frame is then read from the raw socket; a
 * longer message is lost once.
 *
 * <p>Threads: as in {@link ObdLink}; in addition, each socket has a reading thread.
 */
final class KernelLink implements ObdLink {

  private static final Logger LOG = LoggerFactory.getLogger(KernelLink.class);

  /** Maximum number of sockets: all addresses of ECUs with 29 and 11 bit identifiers. */
  private static final int MAX_SOCKETS = 256 + 8;

  private final SocketCanBus bus;
  private final IsoTpOptions options;
  private final Listener listener;
  private final Map<CanId, EcuSocket> sockets = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private boolean closed;

  /** An ECU and its socket. */
  private record EcuSocket(Ecu ecu, KernelIsoTpSocket socket) {}

  private KernelLink(SocketCanBus bus, IsoTpOptions options, Listener listener) {
    this.bus = bus;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Opens the sockets on an interface.
   *
   * @throws IOException if they cannot be opened; the message names the command to run
   */
  static KernelLink open(String name, IsoTpOptions options, Listener listener) throws IOException {
    SocketCanBus bus = SocketCanBus.open(name);
    KernelLink link = new KernelLink(bus, options, listener);
    try {
      for (int i = 0; i < 8; i++) {
        link.socket(IsoTpAddress.normal(ObdIds.request11(i), ObdIds.response11(i)));
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
            link.received(frame);
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
  public void listen(List<IsoTpAddress> addresses) throws IOException {
    if (addresses.size() > 1) {
      for (IsoTpAddress address : addresses) {
        socket(address);
      }
    }
  }

  @Override
  public void send(IsoTpAddress address, byte[] message, Duration timeout) throws IOException {
    sockets.values().forEach(each -> each.ecu.reset());
    if (address.functional()) {
      sendFunctional(address, message);
    } else {
      socket(address).socket.send(message);
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

  /** The output of a functional request: a single frame to the raw socket. */
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

  private synchronized EcuSocket socket(IsoTpAddress address) throws IOException {
    EcuSocket open = sockets.get(address.rxId());
    if (open != null && open.socket.address().equals(address)) {
      return open;
    }
    if (closed || open == null && sockets.size() >= MAX_SOCKETS) {
      throw new IOException(bus.name() + (closed ? ": closed" : ": too many ECUs"));
    }
    if (open != null) {
      open.socket.close();
    }
    Ecu ecu = new Ecu(address.rxId());
    EcuSocket socket =
        new EcuSocket(ecu, KernelIsoTpSocket.open(bus.name(), address, options, ecu));
    sockets.put(address.rxId(), socket);
    return socket;
  }

  /** Handles a frame of an ECU that the raw socket received. */
  private void received(CanFrame frame) {
    EcuSocket known = sockets.get(frame.id());
    Pdu pdu = PduCodec.decode(frame, 0);
    if (known != null) {
      if (pdu instanceof Pdu.FirstFrame) {
        known.ecu.messageBegins();
      }
      return;
    }
    CanId request = ObdIds.requestOf(frame.id());
    if (request == null) {
      return;
    }
    try {
      socket(IsoTpAddress.normal(request, frame.id()));
    } catch (IOException e) {
      LOG.warn("{}: messages of {} are not received: {}", bus.name(), frame.id(), e.getMessage());
    }
    if (pdu instanceof Pdu.SingleFrame sf) {
      PduData data = sf.data();
      listener.message(frame.id(), data.toBytes());
    } else if (pdu instanceof Pdu.FirstFrame) {
      listener.failed(frame.id(), frame.id() + " was unknown: repeat the request");
    }
  }

  @Override
  public void close() {
    bus.close();
    synchronized (this) {
      closed = true;
      sockets.values().forEach(each -> each.socket.close());
      sockets.clear();
    }
  }

  /**
   * The listener of an ECU's socket. The thread of the raw socket reports the beginning of a
   * message and that of the ISO-TP socket its end. If the end is reported first, the beginning is
   * dropped.
   */
  private final class Ecu implements KernelIsoTpSocket.Listener {
    private final CanId id;

    @GuardedBy("this")
    private int begun;

    Ecu(CanId id) {
      this.id = id;
    }

    /** Begins a new exchange; earlier beginnings and ends are forgotten. */
    synchronized void reset() {
      begun = 0;
    }

    synchronized void messageBegins() {
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
