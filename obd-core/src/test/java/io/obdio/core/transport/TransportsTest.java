package io.obdio.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that cannot be loaded, and drivers that are not there. */
class TransportsTest {

  /** A driver that fails while it is created. */
  public static final class FailingProvider implements TransportProvider {

    /** Fails. */
    public FailingProvider() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public Set<String> schemes() {
      return Set.of("failing");
    }

    @Override
    public String usage() {
      return "failing:";
    }

    @Override
    public DiagnosticTransport create(TransportUri uri) {
      throw new AssertionError("not reached");
    }
  }

  /** A driver whose library is missing. */
  public static final class IncompleteProvider implements TransportProvider {

    @Override
    public Set<String> schemes() {
      return Set.of("incomplete");
    }

    @Override
    public String usage() {
      return "incomplete:";
    }

    @Override
    public DiagnosticTransport create(TransportUri uri) {
      throw new NoClassDefFoundError("com/example/Library");
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.Missing",
        "io.obdio.core.transport.TransportsTest",
        "io.obdio.core.transport.TransportsTest$FailingProvider",
        "this line is no class name"
      })
  void oneBrokenDriverDoesNotAffectTheOthers(String broken) throws Exception {
    List<String> lines = List.of(broken, IncompleteProvider.class.getName());
    boolean invalidFile = broken.contains(" ");
    withProviders(
        lines,
        () -> {
          assertTrue(schemes().contains("replay"), schemes().toString());
          assertEquals(!invalidFile, schemes().contains("incomplete"), schemes().toString());
          String message = messageOf("absent:");
          assertTrue(message.contains("drivers that could not be loaded: "), message);
          assertTrue(message.contains(invalidFile ? "META-INF" : broken), message);
        });
  }

  @Test
  void theReasonOfABrokenDriverIsReported() throws Exception {
    withProviders(
        List.of(FailingProvider.class.getName()),
        () -> assertTrue(messageOf("failing:").contains("no licence"), messageOf("failing:")));
  }

  @Test
  void aMissingLibraryOfTheSelectedDriverIsReported() throws Exception {
    withProviders(
        List.of(IncompleteProvider.class.getName()),
        () -> {
          String message = messageOf("incomplete:x");
          assertTrue(message.startsWith("'incomplete:x': a library of the driver"), message);
          assertTrue(message.contains("com/example/Library"), message);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "elm327:/dev/ttyUSB0, io.obdio:obd-transport-elm327",
    "socketcan:can0, io.obdio:obd-transport-socketcan",
    "isotp:can0, io.obdio:obd-transport-socketcan",
    "isotpserver:host, io.obdio:obd-isotp",
    "sim:, io.obdio:obd-sim",
    "slcan:/dev/ttyACM0, io.obdio:obd-transport-socketcan"
  })
  void theArtifactOfAMissingDriverIsNamed(String uri, String artifact) throws Exception {
    // The loader of the platform has none of the drivers.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      String message = messageOf(uri);
      assertTrue(message.contains("add the artifact " + artifact + " to the class path"), message);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<String> schemes() {
    return Transports.providers().stream().flatMap(p -> p.schemes().stream()).toList();
  }

  private static String messageOf(String uri) {
    return assertThrows(TransportException.BadUri.class, () -> Transports.create(uri)).getMessage();
  }

  /** Runs a test with one more file of providers before the others on the class path. */
  private void withProviders(List<String> classNames, Runnable test) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(TransportProvider.class.getName()), classNames);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URI first = folder.toUri();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {first.toURL()}, before)) {
      thread.setContextClassLoader(loader);
      test.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
