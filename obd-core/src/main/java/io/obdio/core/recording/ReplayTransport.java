package io.obdio.core.recording;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportListener;
import io.obdio.core.util.TextFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A transport that replays a recording. Repeated requests receive the recorded answers in turn, or
 * those of the recorded times; requests that were not recorded are answered {@link
 * TransportAnswer.Reason#NO_DATA}.
 *
 * <p>Threads: as {@link DiagnosticTransport} requires; a delayed exchange does not hold the
 * monitor, so that {@link #close} ends it.
 */
public final class ReplayTransport implements DiagnosticTransport {

  /** About a month of driving. */
  private static final int MAX_BYTES = 64 << 20;

  private final Path file;
  private final double speed;
  private final Duration delay;
  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private @Nullable ReplayScript script;

  @GuardedBy("this")
  private ConnectionStatus status = ConnectionStatus.NOT_CONNECTED;

  @GuardedBy("this")
  private TransportListener listener = TransportListener.NONE;

  @GuardedBy("this")
  private long start;

  /**
   * Creates a transport that reads {@code file} when it is opened.
   *
   * @param speed 0 for the answers to a request in turn; else the speed of the recorded time, 1 for
   *     the original: a request has the answer of that time
   * @param delay the duration of each exchange
   */
  public ReplayTransport(Path file, double speed, Duration delay) {
    this(file, speed, delay, System::nanoTime);
  }

  ReplayTransport(Path file, double speed, Duration delay, LongSupplier nanoTime) {
    this.file = file;
    this.speed = speed;
    this.delay = delay;
    this.nanoTime = nanoTime;
  }

  /**
   * {@inheritDoc}
   *
   * @throws TransportException.BadUri if the file cannot be read or is not a recording: a further
   *     attempt would fail too
   */
  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    ReplayScript loaded = current();
    if (loaded == null) {
      loaded = new ReplayScript(read());
    }
    synchronized (this) {
      if (script == null) {
        script = loaded;
        start = nanoTime.getAsLong();
      }
    }
    become(
        loaded.recording().hasVehicle()
            ? ConnectionStatus.CAR_CONNECTED
            : ConnectionStatus.INTERFACE_OPEN,
        "");
    return List.of(); // The probe is requested like everything else that was recorded.
  }

  private synchronized @Nullable ReplayScript current() {
    return script;
  }

  private Recording read() throws TransportException.BadUri {
    try {
      Recording recording = RecordingFormat.parse(TextFiles.read(file, MAX_BYTES));
      if (recording.exchanges().isEmpty()) {
        throw new TransportException.BadUri(file + " contains no exchanges");
      }
      return recording;
    } catch (NoSuchFileException e) {
      throw new TransportException.BadUri(file + ": file not found");
    } catch (IOException e) {
      throw new TransportException.BadUri(file + " cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new TransportException.BadUri(file + ", " + e.getMessage());
    }
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    Optional<RecordedExchange> exchange;
    synchronized (this) {
      ReplayScript now = awaitDelay();
      exchange =
          speed > 0
              ? now.at(request.plain(), (long) ((nanoTime.getAsLong() - start) * speed))
              : now.next(request.plain());
      if (exchange.isEmpty()) {
        return now.composed(request).orElseGet(() -> notRecorded(request));
      }
    }
    RecordedExchange found = exchange.get();
    if (found.answer().isEmpty()) {
      become(ConnectionStatus.NOT_CONNECTED, found.loss());
      throw new TransportException.Lost(found.loss());
    }
    return found.answer().get();
  }

  private static TransportAnswer notRecorded(DiagnosticRequest request) {
    return TransportAnswer.none(
        request instanceof DiagnosticRequest.ToVehicle
            ? TransportAnswer.Reason.NO_DATA
            : TransportAnswer.Reason.NOT_SUPPORTED,
        "not recorded");
  }

  /** Waits for the duration of an exchange; returns the script if this is still open then. */
  private synchronized ReplayScript awaitDelay() throws TransportException.Lost {
    long end = System.nanoTime() + delay.toNanos();
    long left = delay.toNanos();
    while (status != ConnectionStatus.NOT_CONNECTED && left > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TransportException.Lost(file + ": interrupted", e);
      }
      left = end - System.nanoTime();
    }
    if (status == ConnectionStatus.NOT_CONNECTED || script == null) {
      throw new TransportException.Lost(file + ": not open");
    }
    return script;
  }

  private void become(ConnectionStatus next, String reason) {
    ConnectionStatus old;
    TransportListener receiver;
    synchronized (this) {
      old = status;
      status = next;
      receiver = listener;
      notifyAll();
    }
    if (old != next) {
      receiver.statusChanged(old, next, reason);
    }
  }

  @Override
  public synchronized ConnectionStatus status() {
    return status;
  }

  @Override
  public synchronized Protocol protocol() {
    return script == null || status == ConnectionStatus.NOT_CONNECTED
        ? Protocol.NONE
        : script.recording().protocol();
  }

  @Override
  public synchronized String portName() {
    return status == ConnectionStatus.NOT_CONNECTED ? "" : file.toString();
  }

  @Override
  public synchronized boolean hasAdapter() {
    return script != null
        && status != ConnectionStatus.NOT_CONNECTED
        && script.recording().adapter();
  }

  @Override
  public synchronized void setListener(TransportListener value) {
    listener = value;
  }

  @Override
  public void close() {
    become(ConnectionStatus.NOT_CONNECTED, "");
  }
}
