package io.obdio.isotp.network;

import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CandumpFormat;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.can.VirtualWire;
import io.obdio.isotp.loop.VirtualTimeLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** A bus in virtual time with a network under test, a hand that plays the peer, and a log. */
final class NetworkRig implements AutoCloseable {

  final VirtualTimeLoop time = new VirtualTimeLoop();
  final VirtualWire wire;
  final IsoTpNetwork network;

  /** Everything on the bus and every callback: {@code microseconds what}. */
  final List<String> log = new ArrayList<>();

  private final VirtualCanBus peer;
  private boolean logsFrames;

  NetworkRig() {
    this(wire -> wire);
  }

  NetworkRig(UnaryOperator<VirtualWire.Builder> how) {
    wire = how.apply(VirtualWire.builder("rig").loop(time)).build();
    // First, so that a frame is logged before its effects.
    wire.join().subscribe(List.of(CanFilter.allBase(), CanFilter.allExtended()), this::logFrame);
    network = join(b -> b);
    peer = wire.join();
  }

  /** One more network on the same bus. */
  IsoTpNetwork join(UnaryOperator<IsoTpNetwork.Builder> how) {
    return how.apply(IsoTpNetwork.builder(wire.join()).loop(time).callbacks(Runnable::run)).open();
  }

  /** Logs the frames of all senders. */
  NetworkRig logFrames() {
    logsFrames = true;
    return this;
  }

  private void logFrame(CanFrame frame) {
    if (logsFrames) {
      note(frame.toString());
    }
  }

  void note(String what) {
    log.add(time.now() / 1000 + " " + what);
  }

  /** Takes what the log has. */
  List<String> taken() {
    List<String> lines = List.copyOf(log);
    log.clear();
    return lines;
  }

  /** The peer sends a frame at this time. */
  void at(Duration when, String frame) {
    time.scheduleAt(when.toNanos(), () -> put(frame));
  }

  /** The peer sends a frame now. */
  void put(String frame) {
    try {
      peer.send(CandumpFormat.parse(frame));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    time.runDue();
  }

  /** A listener that logs. */
  IsoTpListener listener() {
    return new IsoTpListener() {
      @Override
      public void onMessage(IsoTpConnection connection, byte[] message) {
        note("message of " + message.length);
      }

      @Override
      public void onFirstFrame(IsoTpConnection connection, int length) {
        note("begin of " + length);
      }

      @Override
      public void onError(IsoTpConnection connection, IsoTpException error) {
        note(error.direction() + " " + error.result());
      }

      @Override
      public void onClosed(IsoTpConnection connection, String reason) {
        note("closed " + reason);
      }
    };
  }

  /** Logs how a transfer ends. */
  void logEnd(CompletableFuture<Void> transfer) {
    CompletableFuture<Void> unused =
        transfer.whenComplete((done, error) -> note("sent " + result(error)));
  }

  static String result(Throwable error) {
    if (error == null) {
      return "N_OK";
    }
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof IsoTpException failure ? failure.result().name() : cause.toString();
  }

  /** Bytes that no shift or repetition leaves alike. */
  static byte[] payload(int length, long seed) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    network.close();
    wire.close();
    time.close();
  }
}
