package io.obdio.socketcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.ObdAddress;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.engine.Handover;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.engine.Sender;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.PduCodec;
import io.obdio.isotp.pdu.PduData;
import io.obdio.isotp.transport.ObdIds;
import io.obdio.isotp.transport.ObdLink;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link that uses the kernel's ISO-TP sockets: one for each ECU, and a raw socket for functional
 * requests, for the ECUs that respond and for first frames, which ISO-TP sockets do not report.
 *
 * <p>The sockets of 7E8..7EF are open from the beginning. The socket of an ECU with a 29-bit
 * identifier is opened with its first frame: a single frame is then taken from the raw socket, a
 * segmented message is lost once.
 *
 * <p>Threads: as {@link ObdLink}. One thread reads the ISO-TP sockets, one the raw socket.
 */
final class KernelLink implements ObdLink {

  private static final Logger LOG = LoggerFactory.getLogger(KernelLink.class);

  /** Maximum number of sockets: the ECUs with identifiers of 11 and 29 bits, and some others. */
  private static final int MAX_SOCKETS = 256 + 2 * ObdAddress.ECUS_11;

  private final SocketCanBus bus;
  private final KernelReceiver receiver;
  private final IsoTpOptions options;
  private final Listener listener;
  private final Map<CanId, EcuSocket> sockets = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private boolean closed;

  private record EcuSocket(Ecu ecu, KernelIsoTpSocket socket) {}

  private KernelLink(SocketCanBus bus, IsoTpOptions options, Listener listener) {
    this.bus = bus;
    this.receiver = new KernelReceiver(bus, reason -> {});
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
      for (int i = 0; i < ObdAddress.ECUS_11; i++) {
        CanId request = ObdIds.id(ObdAddress.request11(i));
        link.socket(IsoTpAddress.normal(request, ObdIds.id(ObdAddress.response11(i))));
      }
    } catch (IOException e) {
      link.close();
      throw e;
    }
    bus.subscribe(List.of(ObdIds.RESPONSES_11, ObdIds.RESPONSES_29), link.new RawFrames());
    return link;
  }

  @Override
  public Optional<CanBus> bus() {
    return Optional.of(bus);
  }

  @Override
  public String portName() {
    return bus.name();
  }

  @Override
  public String note() {
    return "kernel ISO-TP";
  }

  /** Returns false: the kernel compares the address byte of received frames with a given one. */
  @Override
  public boolean receivesAnyAddressByte() {
    return false;
  }

  @Override
  public void listen(List<IsoTpAddress> addresses) throws IOException {
    for (IsoTpAddress address : addresses) {
      socket(address);
    }
  }

  /** Blocks until a physical message has been sent; reports the end of a functional one later. */
  @Override
  public CompletableFuture<Void> send(IsoTpAddress address, byte[] message) {
    sockets.values().forEach(open -> open.ecu.forget());
    try {
      if (address.functional()) {
        return sendFunctional(address, message);
      }
      socket(address).socket.send(message);
      return CompletableFuture.completedFuture(null);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Sends a single frame; fails with N_As if it is not transmitted, as without another node. */
  private CompletableFuture<Void> sendFunctional(IsoTpAddress address, byte[] message)
      throws IOException {
    RawOutput output = new RawOutput(bus);
    new Sender(address, options, output).send(message, System.nanoTime());
    IOException failure = output.failure;
    if (failure != null) {
      throw failure;
    }
    if (output.result != NResult.N_OK) {
      throw new IOException(bus.name() + ": " + address + ": sending failed: " + output.result);
    }
    return output
        .transmitted
        .orTimeout(options.timers().as(), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(
            timeout ->
                CompletableFuture.failedFuture(
                    new IsoTpException(
                        address.toString(),
                        IsoTpException.Direction.SENDING,
                        NResult.N_TIMEOUT_A,
                        "the frame was not transmitted")));
  }

  /** An output that sends a single frame on the raw socket. */
  private static final class RawOutput implements Sender.Output {
    private final CanBus bus;
    private final CompletableFuture<Void> transmitted = new CompletableFuture<>();
    private @Nullable IOException failure;
    private NResult result = NResult.N_ERROR;

    RawOutput(CanBus bus) {
      this.bus = bus;
    }

    @Override
    public Handover send(CanFrame frame) {
      try {
        if (!bus.send(frame, age -> transmitted.complete(null))) {
          transmitted.complete(null);
        }
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

  /** Returns the socket of an address; opens it if necessary. */
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
    EcuSocket opened =
        new EcuSocket(ecu, KernelIsoTpSocket.open(receiver, bus.name(), address, options, ecu));
    sockets.put(address.rxId(), opened);
    return opened;
  }

  private final class RawFrames implements CanListener {

    @Override
    public void onFrame(CanFrame frame) {
      EcuSocket known = sockets.get(frame.id());
      Pdu pdu = PduCodec.decode(frame, 0);
      if (known == null) {
        onUnknown(frame.id(), pdu);
      } else if (pdu instanceof Pdu.FirstFrame) {
        known.ecu.began();
      }
    }

    @Override
    public void onBusLost(String reason) {
      listener.lost(reason);
    }
  }

  /** Processes the first frame of an ECU that has no socket yet. */
  private void onUnknown(CanId response, @Nullable Pdu pdu) {
    CanId request = ObdIds.requestOf(response);
    if (request == null) {
      return;
    }
    try {
      EcuSocket unused = socket(IsoTpAddress.normal(request, response));
    } catch (IOException e) {
      LOG.warn("{}: {} is not received: {}", bus.name(), response, e.getMessage());
    }
    if (pdu instanceof Pdu.SingleFrame sf) {
      PduData data = sf.data();
      listener.message(response, data.toBytes());
    } else if (pdu instanceof Pdu.FirstFrame) {
      listener.failed(response, response + " responded for the first time: repeat the request");
    }
  }

  @Override
  public void close() {
    bus.close();
    synchronized (this) {
      closed = true;
      sockets.values().forEach(open -> open.socket.close());
      sockets.clear();
    }
    receiver.close();
  }

  /**
   * The messages of one ECU. The raw socket's thread reports the first frame of a message, the
   * receiver's thread its end, which may come first: then the first frame is not reported.
   */
  private final class Ecu implements KernelIsoTpSocket.Listener {
    private final CanId id;

    @GuardedBy("this")
    private int incomplete;

    Ecu(CanId id) {
      this.id = id;
    }

    /** Starts an exchange: messages before it do not count. */
    synchronized void forget() {
      incomplete = 0;
    }

    synchronized void began() {
      if (++incomplete > 0) {
        listener.began(id);
      }
    }

    @Override
    public synchronized void message(byte[] message) {
      if (message.length > PduCodec.singleFrameCapacity(options.txDl(), 0)) {
        incomplete--;
      }
      listener.message(id, message);
    }

    @Override
    public synchronized void failed(NResult result) {
      incomplete--;
      listener.failed(id, id + ": " + result + " (" + result.text() + ")");
    }
  }
}
