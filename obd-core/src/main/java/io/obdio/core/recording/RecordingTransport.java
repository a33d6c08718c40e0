package io.obdio.core.recording;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.ForwardingTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A transport that records the exchanges of another in new files, a line after each exchange. It
 * does not change them. Nothing is overwritten: if {@code drive.txt} exists, the recording is
 * {@code drive-2.txt}, and so on. If the file cannot be written, or has grown to 256 MB and {@link
 * RecordingOptions} do not let it continue in a new one, recording ends with one line in the log,
 * and the transport continues to work.
 *
 * <p>Threads: as {@link DiagnosticTransport} requires.
 */
public final class RecordingTransport extends ForwardingTransport {

  private final LongSupplier nanoTime;
  private final InstantSource clock;

  @GuardedBy("this")
  private final RecordingFile output;

  @GuardedBy("this")
  private long start;

  @GuardedBy("this")
  private boolean adapterNoted;

  @GuardedBy("this")
  private Protocol recorded = Protocol.NONE;

  /**
   * Creates a transport that creates its file when it is opened for the first time.
   *
   * @param file a name that gets a number if there is a recording of this name
   */
  public RecordingTransport(DiagnosticTransport transport, Path file) {
    this(transport, RecordingOptions.of(file));
  }

  /** Creates a transport that creates its first file when it is opened for the first time. */
  public RecordingTransport(DiagnosticTransport transport, RecordingOptions options) {
    this(transport, options, System::nanoTime, InstantSource.system());
  }

  RecordingTransport(
      DiagnosticTransport transport,
      RecordingOptions options,
      LongSupplier nanoTime,
      InstantSource clock) {
    super(transport);
    this.output = new RecordingFile(options, clock);
    this.nanoTime = nanoTime;
    this.clock = clock;
  }

  /**
   * {@inheritDoc}
   *
   * @throws TransportException.Unavailable also if the file cannot be written
   */
  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    begin();
    List<EcuMessage> probed = super.open(timeout);
    noteAdapter();
    if (!probed.isEmpty()) {
      note(PROBE, Optional.of(new TransportAnswer.Messages(probed)), "");
    }
    return probed;
  }

  private synchronized void begin() throws TransportException.Unavailable {
    try {
      if (output.open()) {
        writeTitle();
      }
    } catch (IOException e) {
      throw new TransportException.Unavailable(
          output.file() + " cannot be written: " + e.getMessage() + "; choose another file", e);
    }
  }

  private synchronized void writeTitle() {
    start = nanoTime.getAsLong();
    adapterNoted = false;
    recorded = Protocol.NONE;
    output.write(RecordingFormat.TITLE + ", begun " + Instant.ofEpochMilli(clock.millis()));
    output.write("# seconds  request  answers  (docs/recordings.md)");
  }

  /** Returns the current file of the recording, with its number once the transport was opened. */
  public synchronized Path file() {
    return output.file();
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    try {
      TransportAnswer answer = super.exchange(request, timeout);
      note(request, Optional.of(answer), "");
      return answer;
    } catch (TransportException.Lost e) {
      note(request, Optional.empty(), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private synchronized void noteAdapter() {
    if (!adapterNoted && hasAdapter()) {
      adapterNoted = true;
      output.write(RecordingFormat.ADAPTER);
    }
  }

  private synchronized void note(
      DiagnosticRequest request, Optional<TransportAnswer> answer, String loss) {
    if (output.rotate()) {
      writeTitle();
      noteAdapter();
    }
    Protocol protocol = protocol();
    if (!protocol.equals(Protocol.NONE) && !protocol.equals(recorded)) {
      recorded = protocol;
      output.write(RecordingFormat.format(protocol));
    }
    Duration time = Duration.ofNanos(nanoTime.getAsLong() - start);
    output.write(
        RecordingFormat.format(
            answer.isPresent()
                ? new RecordedExchange(time, request, answer, "")
                : RecordedExchange.lost(time, request, loss)));
  }

  /** Closes the transport and the file; opening it again appends to the file. */
  @Override
  public void close() {
    super.close();
    closeFile();
  }

  private synchronized void closeFile() {
    output.close();
  }
}
