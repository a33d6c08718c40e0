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
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transport that records the exchanges of another in a new file, a line after each exchange. It
 * does not change them. Nothing is overwritten: if {@code drive.txt} exists, the recording is
 * {@code drive-2.txt}, and so on. If the file cannot be written, or has grown to 256 MB, recording
 * ends with one line in the log, and the transport continues to work.
 *
 * <p>Threads: as {@link DiagnosticTransport} requires.
 */
public final class RecordingTransport extends ForwardingTransport {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingTransport.class);

  private static final long MAX_CHARS = 256L << 20;

  /** The highest number of a recording; bounds the search for a free name. */
  private static final int MAX_NUMBER = 9_999;

  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private Path file;

  @GuardedBy("this")
  private long start;

  @GuardedBy("this")
  private long written;

  @GuardedBy("this")
  private boolean begun;

  @GuardedBy("this")
  private boolean stopped;

  @GuardedBy("this")
  private boolean adapterNoted;

  @GuardedBy("this")
  private Protocol recorded = Protocol.NONE;

  @GuardedBy("this")
  private @Nullable Writer writer;

  /**
   * Creates a transport that creates its file when it is opened for the first time.
   *
   * @param file a name that gets a number if there is a file of this name
   */
  public RecordingTransport(DiagnosticTransport transport, Path file) {
    this(transport, file, System::nanoTime);
  }

  RecordingTransport(DiagnosticTransport transport, Path file, LongSupplier nanoTime) {
    super(transport);
    this.file = file;
    this.nanoTime = nanoTime;
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
    if (hasAdapter()) {
      noteAdapter();
    }
    if (!probed.isEmpty()) {
      TransportAnswer answer = new TransportAnswer.Messages(probed);
      note(new RecordedExchange(now(), PROBE, Optional.of(answer), ""));
    }
    return probed;
  }

  private synchronized void begin() throws TransportException.Unavailable {
    if (writer != null || stopped) {
      return;
    }
    try {
      if (begun) {
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        return;
      }
      writer = create();
      begun = true;
      start = nanoTime.getAsLong();
    } catch (IOException e) {
      throw new TransportException.Unavailable(
          file + " cannot be written: " + e.getMessage() + "; choose another file", e);
    }
    write(RecordingFormat.TITLE + ", begun " + Instant.now());
    write("# seconds  request  answers  (docs/recordings.md)");
  }

  /** Returns the file of the recording, with its number once the transport was opened. */
  public synchronized Path file() {
    return file;
  }

  /** Creates the file, under another name if it exists; devices and pipes are written to. */
  @GuardedBy("this")
  private Writer create() throws IOException {
    Path named = file;
    if (Files.exists(named) && !Files.isRegularFile(named)) {
      return Files.newBufferedWriter(named, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }
    for (int number = 2; ; number++) {
      try {
        Writer created =
            Files.newBufferedWriter(
                file,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        LOG.info("recording to {}", file);
        return created;
      } catch (FileAlreadyExistsException e) {
        if (number > MAX_NUMBER) {
          throw e;
        }
        file = numbered(named, number);
      }
    }
  }

  private static Path numbered(Path file, int number) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return file.resolveSibling(name.substring(0, end) + "-" + number + name.substring(end));
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    try {
      TransportAnswer answer = super.exchange(request, timeout);
      note(new RecordedExchange(now(), request, Optional.of(answer), ""));
      return answer;
    } catch (TransportException.Lost e) {
      note(RecordedExchange.lost(now(), request, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private synchronized Duration now() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  private synchronized void noteAdapter() {
    if (!adapterNoted) {
      adapterNoted = true;
      write(RecordingFormat.ADAPTER);
    }
  }

  private synchronized void note(RecordedExchange exchange) {
    Protocol protocol = protocol();
    if (!protocol.equals(Protocol.NONE) && !protocol.equals(recorded)) {
      recorded = protocol;
      write(RecordingFormat.format(protocol));
    }
    write(RecordingFormat.format(exchange));
  }

  private synchronized void write(String line) {
    Writer out = writer;
    if (out == null) {
      return;
    }
    try {
      out.write(line);
      out.write('\n');
      out.flush();
      written += line.length() + 1;
      if (written > MAX_CHARS) {
        LOG.warn("{} has grown to {} MB: recording ends", file, MAX_CHARS >> 20);
        stop(out);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be written, recording ends: {}", file, e.toString());
      stop(out);
    }
  }

  private synchronized void stop(Writer out) {
    stopped = true;
    closeFile(out);
  }

  private synchronized void closeFile(Writer out) {
    writer = null;
    try {
      out.close();
    } catch (IOException e) {
      LOG.debug("closing {}", file, e);
    }
  }

  /** Closes the transport and the file; opening it again appends to the file. */
  @Override
  public void close() {
    super.close();
    Writer out = writer();
    if (out != null) {
      closeFile(out);
    }
  }

  private synchronized @Nullable Writer writer() {
    return writer;
  }
}
