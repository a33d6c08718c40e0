package io.obdio.isotp.transport;

import io.obdio.core.connection.TimeSource;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.loop.EventLoop;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An open link and the exchange of requests and responses over it, from open to close.
 *
 * <p>Threads: one thread at a time exchanges; any thread closes.
 */
final class LinkSession {

  private static final Payload TESTER_PRESENT = Payload.of(0x3E, 0x80);

  private final ObdLink link;
  private final PendingExchange exchange;
  private final ResponseTiming timing;
  private final TimeSource time;
  private final ObdOptions options;
  private final @Nullable EventLoop timers;
  private final @Nullable TesterPresent testerPresent;

  /**
   * Creates a session.
   *
   * @param timers the loop of TesterPresent, which is closed with the session; null without
   *     TesterPresent
   * @param format returns the format of TesterPresent, null if the vehicle has not been found
   */
  LinkSession(
      ObdLink link,
      PendingExchange exchange,
      ResponseTiming timing,
      TimeSource time,
      ObdOptions options,
      @Nullable EventLoop timers,
      Supplier<@Nullable IdFormat> format) {
    this.link = link;
    this.exchange = exchange;
    this.timing = timing;
    this.time = time;
    this.options = options;
    this.timers = timers;
    testerPresent =
        timers == null
            ? null
            : new TesterPresent(timers, options.testerPresent(), () -> sendTesterPresent(format));
  }

  ObdLink link() {
    return link;
  }

  private void sendTesterPresent(Supplier<@Nullable IdFormat> format) {
    IdFormat found = format.get();
    if (found != null) {
      // Without a response by its sub-function; a failure shows in the next request.
      CompletableFuture<Void> unused = link.send(functional(found), TESTER_PRESENT.toBytes());
    }
  }

  static IsoTpAddress functional(IdFormat format) {
    return IsoTpAddress.normal(ObdIds.functional(format), ObdIds.functional(format)).asFunctional();
  }

  /**
   * Sends a request to one address and collects the responses.
   *
   * @param minimum the minimum length of the response window in nanoseconds
   */
  TransportAnswer ask(
      IsoTpAddress address,
      Payload request,
      AnswerCollector.Expected expected,
      long minimum,
      long end)
      throws TransportException {
    AnswerCollector answers =
        new AnswerCollector(request, expected, timing, options.p2Star().toNanos(), false, end);
    return exchange(
        request,
        answers,
        () -> {
          send(address, request, Math.max(minimum, timing.window(time.nanoTime())), end);
          boolean unused = exchange.await();
        });
  }

  /**
   * Sends the request that looks for the vehicle in each format until an ECU responds. The response
   * window doubles with every round: a simulated vehicle on a slow host may need a second at first.
   */
  TransportAnswer probe(
      Payload request,
      List<IdFormat> formats,
      AnswerCollector.Expected expected,
      int rounds,
      long end)
      throws TransportException {
    AnswerCollector answers =
        new AnswerCollector(request, expected, timing, options.p2Star().toNanos(), true, end);
    return exchange(
        request,
        answers,
        () -> {
          boolean responding = false;
          int attempts = rounds * formats.size();
          for (int i = 0; i < attempts && !responding && !over(end); i++) {
            IsoTpAddress address = functional(formats.get(i % formats.size()));
            if (link.reaches(address)) {
              long window = timing.probeWindow(time.nanoTime(), i / formats.size());
              responding = probe(address, request, window, i == 0 && attempts > 1, end);
            }
          }
        });
  }

  /**
   * Sends the request that looks for the vehicle once.
   *
   * @param mayFail true to ignore that its transmission was not reported: a slow host may report it
   *     late, and only two of them show that the bus has no other node
   * @return true if an ECU is responding or has responded
   */
  private boolean probe(
      IsoTpAddress address, Payload request, long window, boolean mayFail, long end)
      throws TransportException.Lost, IOException, InterruptedException {
    try {
      send(address, request, window, end);
    } catch (IsoTpException e) {
      if (!mayFail || e.result() != NResult.N_TIMEOUT_A) {
        throw e;
      }
      exchange.sent(ObdIds.address(address.txId()), window);
    }
    return exchange.await();
  }

  private boolean over(long end) {
    return time.nanoTime() - end >= 0;
  }

  private interface Step {
    void run() throws TransportException, IOException, InterruptedException;
  }

  private TransportAnswer exchange(Payload request, AnswerCollector answers, Step step)
      throws TransportException {
    exchange.begin(request, answers);
    try {
      step.run();
      return exchange.finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.abandon();
      throw new TransportException.Lost(link.portName() + ": interrupted", e);
    } catch (IOException e) {
      exchange.abandon();
      boolean timeout =
          e instanceof IsoTpException failure && failure.result() == NResult.N_TIMEOUT_A;
      return TransportAnswer.none(
          timeout ? Reason.NO_DATA : Reason.BUS_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private void send(IsoTpAddress address, Payload request, long window, long end)
      throws TransportException.Lost, IOException, InterruptedException {
    if (testerPresent != null) {
      testerPresent.postpone();
    }
    EcuAddress target = ObdIds.address(address.txId());
    exchange.sending(target);
    CompletableFuture<Void> sent = link.send(address, request.toBytes());
    CompletableFuture<Void> unused =
        sent.whenComplete((done, error) -> exchange.transmitted(target));
    if (!exchange.waitUntil(clock -> sent.isDone(), end)) {
      sent.cancel(true);
      throw new IOException(address + ": the request was not sent in time");
    }
    try {
      sent.join();
    } catch (CompletionException e) {
      // A response shows that the request was transmitted, whatever the link reports.
      if (!exchange.responding()) {
        throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
      }
    }
    exchange.sent(target, window);
  }

  /** Returns the address of an ECU for diagnostics. */
  static EcuAddress address(IsoTpAddress address) {
    return ObdIds.address(address.rxId());
  }

  /** Ends a pending exchange with this reason. */
  void end(String reason) {
    exchange.end(reason);
  }

  void close() {
    if (testerPresent != null) {
      testerPresent.close();
    }
    link.close();
    if (timers != null) {
      timers.close();
    }
  }
}
