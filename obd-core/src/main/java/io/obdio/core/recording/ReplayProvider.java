package io.obdio.core.recording;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportResource;
import io.obdio.core.transport.TransportUri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The provider of recordings: {@code replay:FILE?speed=1&delay=20}. */
public final class ReplayProvider implements TransportProvider {

  private static final double MAX_SPEED = 1000;
  private static final int MAX_DELAY_MILLIS = 10_000;

  /** Creates the provider, for the service loader. */
  public ReplayProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("replay");
  }

  @Override
  public String usage() {
    return "replay:FILE  a recording; speed=1 follows the recorded times (0, the default: answers"
        + " in order), delay=MS for each exchange";
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    uri.requireKnownOptions(Set.of("speed", "delay"));
    int delay = uri.intOption("delay", 0, 0, MAX_DELAY_MILLIS);
    return new ReplayTransport(file(uri), speed(uri), Duration.ofMillis(delay));
  }

  @Override
  public List<TransportResource> resources(TransportUri uri) throws TransportException.BadUri {
    return List.of(new TransportResource.ReadFile(file(uri)));
  }

  private static Path file(TransportUri uri) throws TransportException.BadUri {
    if (uri.target().isBlank()) {
      throw new TransportException.BadUri("'" + uri + "': name a file, such as replay:drive.txt");
    }
    try {
      return Path.of(uri.target());
    } catch (InvalidPathException e) {
      throw new TransportException.BadUri("'" + uri + "': invalid file name: " + e.getReason());
    }
  }

  private static double speed(TransportUri uri) throws TransportException.BadUri {
    String text = uri.option("speed", "0");
    try {
      double speed = Double.parseDouble(text);
      if (speed >= 0 && speed <= MAX_SPEED) {
        return speed;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    throw new TransportException.BadUri(
        "'" + uri + "': expected speed from 0 to 1000, found " + text);
  }
}
